// What a password must be, on every path: long enough, none of the most used, nothing about its owner.
import { Refusal } from '../utils/refusal'
import text from './password-common.txt' with { type: 'text' }

const SHORTEST = 8

/** What a password may not be made of. */
interface About {
  email?: string
  name?: string
}

export type Fault = 'short' | 'common' | 'own'

const WORDS: Record<Fault, string> = {
  short: `Choose a password of at least ${SHORTEST} characters.`,
  common: 'Choose another password: this one is among the most used.',
  own: 'Choose another password: this one is your own name or address.',
}

/** Throws 400, with the fault as `reason` beside `detail`, for a password that is easily guessed. */
export function checkPassword(password: string, about: About = {}): void {
  const fault = faultOf(password, about)
  if (fault) throw new Refusal(400, WORDS[fault], {}, { reason: `password-${fault}` })
}

/** What a password lacks, in words; null for one that will do. */
export function faultIn(password: string, about: About = {}): string | null {
  const fault = faultOf(password, about)
  return fault && WORDS[fault]
}

/** What a password lacks, by name; null for one that will do. */
export function faultOf(password: string, { email = '', name = '' }: About): Fault | null {
  if ([...password].length < SHORTEST) return 'short'
  const word = plain(password)
  if (isCommon(word)) return 'common'
  const own = [email, email.split('@')[0] ?? '', name, name.replace(/\s/g, '')].map(plain)
  return own.some(part => part !== '' && (word === part || bare(word) === part)) ? 'own' : null
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Without the year or the mark that people put behind a word. */
const bare = (word: string): string => word.replace(/[\d!?.*#$]{1,6}$/, '')

const isCommon = (word: string): boolean => {
  common ??= new Set(text.split('\n').filter(line => line !== '' && !line.startsWith('#')))
  return common.has(word) || common.has(bare(word))
}
let common: Set<string> | undefined
