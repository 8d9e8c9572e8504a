// Recovery codes: ten, each good for one sign-in when the app is lost. Only their hashes are kept.
import { randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, string, number, Buffer>(scrypt)

export const CODES = 10
const GROUPS = 3
const GROUP = 4
const LENGTH = 32
/** Crockford's base 32: no letter that reads like a digit. 60 bits in twelve of them. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** Ten codes such as `7xk2-90fq-hm4t`. */
export const newCodes = (): string[] => Array.from({ length: CODES }, newCode)

const newCode = (): string =>
  Array.from({ length: GROUPS }, () =>
    [...randomBytes(GROUP)].map(byte => ALPHABET[byte % ALPHABET.length]).join(''),
  ).join('-')

/** One spelling of what was typed: no blanks, dashes or capitals, and letters for what they look like. */
function plain(typed: string): string {
  const bare = typed.toLowerCase().replace(/[\s-]/g, '')
  return bare.replaceAll('o', '0').replace(/[il]/g, '1')
}

/** What is kept of a code; the account's id is the salt, so that one hash answers for all ten. */
export const hashOf = async (code: string, account_id: string): Promise<string> =>
  (await derive(plain(code), `hearth recovery ${account_id}`, LENGTH)).toString('base64url')

/** Whether text could be a code at all. */
export const looksRight = (typed: string): boolean => /^[0-9a-hjkmnp-tv-z]{12}$/.test(plain(typed))
