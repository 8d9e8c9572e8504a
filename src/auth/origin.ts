// Cross-site requests: the Origin check for cookies, and CORS.
import type { Env } from '../env'
import { Refusal } from '../utils/refusal'
import { hosts } from './address'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Whether a page of that origin may act with this server's cookie. */
export function allowsOrigin(request: Request, origin: string, env: Env): boolean {
  if (env.CORS_ALLOW_ORIGIN.includes(origin)) return true
  if (!URL.canParse(origin)) return false
  return hosts(request, env).includes(new URL(origin).host)
}

/** Refuses an unsafe request that carries the cookie from a foreign page. */
export function checkOrigin(request: Request, env: Env): void {
  if (SAFE.has(request.method)) return
  const origin = request.headers.get('origin')
  const foreign = origin
    ? !allowsOrigin(request, origin, env)
    : request.headers.get('sec-fetch-site') === 'cross-site'
  if (foreign) throw new Refusal(403, originDetail(origin))
}

export const originDetail = (origin: string | null): string =>
  `Requests from ${origin ?? 'another site'} are not accepted. If this is the address you use, set WEBUI_URL to it.`
