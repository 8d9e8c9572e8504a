// Codes of an authenticator app: six digits for each half minute (RFC 6238).
import type { TOTP } from 'otpauth'

const BYTES = 20
const PERIOD = 30
/** The neighbours of the present half minute count too: clocks differ. */
const WINDOW = 1

const DIGITS = /^\d{6}$/

/** Six digits, however they were spaced; null for text that is no such code. */
export function digits(text: string): string | null {
  const bare = text.replace(/\s/g, '')
  return DIGITS.test(bare) ? bare : null
}

async function app(secret: string, issuer = '', label = ''): Promise<TOTP> {
  const { Secret, TOTP } = await import('otpauth')
  return new TOTP({ issuer, label, secret: Secret.fromBase32(secret), period: PERIOD })
}

/** A new secret in base32, as apps take it. */
export async function newSecret(): Promise<string> {
  const { Secret } = await import('otpauth')
  return new Secret({ size: BYTES }).base32
}

/** The `otpauth://` address that an app reads from a picture. */
export const addressFor = async (secret: string, house: string, email: string): Promise<string> =>
  (await app(secret, house, email)).toString()

/** The number of the half minute that a code belongs to, counted from 1970; null for a wrong code. */
export async function stepOf(secret: string, code: string): Promise<number | null> {
  const now = Date.now()
  const delta = (await app(secret)).validate({ token: code, timestamp: now, window: WINDOW })
  return delta === null ? null : Math.floor(now / 1000 / PERIOD) + delta
}
