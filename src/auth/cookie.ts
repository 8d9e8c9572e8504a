// How every cookie of Hearth is written and read.
import type { House } from '../config/house'
import { secure } from './address'

interface Crumb {
  name: string
  value: string
  /** Epoch milliseconds, 0 to remove it, null to keep it while the browser is open. */
  expires: number | null
  path?: string
}

/** A value for `set-cookie`: never read by scripts, over https alone where the page is. */
export function cookie({ env }: House, request: Request, crumb: Crumb): string {
  const { name, value, expires, path = '/' } = crumb
  const site = env.WEBUI_SESSION_COOKIE_SAME_SITE
  const parts = [
    `${name}=${value}`,
    `Path=${path}`,
    'HttpOnly',
    `SameSite=${site[0]?.toUpperCase()}${site.slice(1)}`,
  ]
  if (expires === 0) parts.push('Max-Age=0')
  else if (expires !== null) parts.push(`Expires=${new Date(expires).toUTCString()}`)
  if (env.WEBUI_SESSION_COOKIE_SECURE ?? secure(request, env)) parts.push('Secure')
  return parts.join('; ')
}

/** The value of a cookie that a request carries, or null. */
export function cookieOf(headers: Headers, wanted: string): string | null {
  for (const part of headers.get('cookie')?.split(';') ?? []) {
    const [name, value] = part.trim().split('=', 2)
    if (name === wanted && value) return value
  }
  return null
}
