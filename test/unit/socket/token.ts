// Tokens as a forger makes them, for tests.
import { createHmac } from 'node:crypto'

export const SECRET = 'a secret that only these tests know, long enough'

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** An HS256 token with these claims. */
export function mint(claims: object, secret = SECRET): string {
  const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
}

/** Account and session that a token names. */
export const sessionOf = (token: string): { id: string; sid: string } =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
