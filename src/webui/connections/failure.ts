// What a caller is told when a provider refuses or cannot be reached: its words, without our insides.
import { classify } from '../../net/addresses'
import { findEgress } from '../../net/failure'
import { Refusal } from '../../utils/refusal'
import type { Connection } from './connection'

type Endpoint = Pick<Connection, 'url' | 'key'>

const LONGEST = 2000

/** The refusal for an error answer: the provider's status, and its own words as far as it has some. */
export async function refuseAs(
  response: Response,
  connection: Endpoint,
  opening = '',
): Promise<Refusal> {
  const text = await response.text().catch(() => '')
  const words = wordsOf(text) || response.statusText || 'no reason given'
  // A provider that answers 3xx or stranger has not kept to HTTP.
  const status = response.status >= 400 && response.status <= 599 ? response.status : 500
  const retry = response.headers.get('retry-after')
  const headers = retry && /^[\w ,:-]{1,40}$/.test(retry) ? { 'retry-after': retry } : undefined
  return quoting(new Refusal(status, `${opening}${discreet(words, connection)}`, headers))
}

/** A provider's words may give back what people wrote: the log leaves them out. */
export const quoting = (refusal: Refusal): Refusal => Object.assign(refusal, { quoted: true })

/** The refusal for a call that brought no answer; other errors are given back as they are. */
export function unreachable(error: unknown): unknown {
  const egress = findEgress(error)
  if (!egress) return error
  const refusal = new Refusal(500, `Server Connection Error: ${egress.message}.`)
  return Object.assign(refusal, { cause: egress })
}

/** For routes that only look at a provider: whatever it answers, the contract has 500. */
export function unexpected(error: unknown): never {
  if (!(error instanceof Refusal) || error.status === 500) throw error
  throw new Refusal(500, `Unexpected error: ${error.message}`)
}

/**
 * `{"error":{"message"}}`, `{"error":"…"}`, `{"detail":"…"}`, `{"detail":[{"msg"}]}`, `{"message":"…"}`, the first of these in
 * a list, else the text; markup counts as no words.
 */
function wordsOf(text: string): string {
  const body = first(parse(text))
  const { error, detail, message } = Object(body) as Record<string, unknown>
  const inner: unknown = Object(error).message
  const fault: unknown = Object(first(detail)).msg
  const said = [inner, error, detail, fault, message, body].find(value => typeof value === 'string')
  const words = String(said ?? (body === undefined ? text : '')).trim()
  return words.startsWith('<') ? '' : words.slice(0, LONGEST)
}

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value)

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Keys and addresses inside our network stay out of what users read. */
export function discreet(words: string, { url, key }: Endpoint): string {
  const own = URL.parse(url)?.hostname
  const shown = words.replace(/\bhttps?:\/\/[^\s"'<>]+/gi, text => {
    const host = URL.parse(text)?.hostname.replace(/^\[|\]$/g, '')
    return host === own || isInside(host ?? '') ? '(internal address)' : text
  })
  return key.length >= 8 ? shown.replaceAll(key, '…') : shown
}

function isInside(host: string): boolean {
  const kind = classify(host)
  return (
    host === '' ||
    !(host.includes('.') || host.includes(':')) ||
    (kind !== 'global' && kind !== 'invalid')
  )
}
