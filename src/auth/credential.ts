// The one place that finds a credential in a request.
import { cookieOf } from './cookie'

export interface Credential {
  value: string
  /** How it came; restrictions such as the Origin check depend on it. */
  by: 'bearer' | 'header' | 'cookie'
}

export const COOKIE = 'token'

/**
 * Authorization Bearer, then `x-api-key`, then the cookie. A bad bearer is never rescued by a good
 * cookie; another authorization scheme counts as absent (contract accounts.md 2.1).
 */
export function credentialOf(headers: Headers): Credential | null {
  const authorization = headers.get('authorization')
  if (authorization && /^bearer /i.test(authorization)) {
    return { value: authorization.slice(7).trim(), by: 'bearer' }
  }
  const key = headers.get('x-api-key')
  if (key) return { value: key.trim(), by: 'header' }
  const cookie = cookieOf(headers, COOKIE)
  return cookie ? { value: cookie, by: 'cookie' } : null
}
