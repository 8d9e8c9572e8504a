// Headers of every answer: the request's id, safety, and what the environment asks for.
import { allowsOrigin } from '../auth/origin'
import type { Env } from '../env'
import { lengthOf } from '../utils/length'
import { perObject } from '../utils/once'

const CSP = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ')

const fixed = perObject((env: Env): [string, string][] => {
  const table: [string, string | null][] = [
    ['content-security-policy', env.CONTENT_SECURITY_POLICY ?? CSP],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', env.REFERRER_POLICY ?? 'strict-origin-when-cross-origin'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['x-frame-options', env.XFRAME_OPTIONS],
    ['cache-control', env.CACHE_CONTROL],
    ['strict-transport-security', env.HSTS],
    ['permissions-policy', env.PERMISSIONS_POLICY],
    ['x-download-options', env.XDOWNLOAD_OPTIONS],
    ['x-permitted-cross-domain-policies', env.XPERMITTED_CROSS_DOMAIN_POLICIES],
  ]
  return table.filter((row): row is [string, string] => row[1] !== null)
})

/** Adds the common headers; what a handler set itself stays. */
export function finish(
  response: Response,
  request: Request,
  env: Env,
  id: string,
  started: number,
): Response {
  const { headers } = response
  headers.set('x-request-id', id)
  headers.set('x-process-time', String(Math.floor((performance.now() - started) / 1000)))
  for (const [name, value] of fixed(env)) if (!headers.has(name)) headers.set(name, value)
  const length = lengthOf(request)
  if (length !== undefined) headers.set('content-length', String(length))
  const origin = request.headers.get('origin')
  if (origin) cors(headers, request, origin, env)
  return response
}

/** `*` lets any origin read without credentials; a listed or own origin may send the cookie. */
function cors(headers: Headers, request: Request, origin: string, env: Env): void {
  if (allowsOrigin(request, origin, env)) {
    headers.set('access-control-allow-origin', origin)
    headers.set('access-control-allow-credentials', 'true')
    headers.append('vary', 'Origin')
  } else if (env.CORS_ALLOW_ORIGIN.includes('*')) {
    headers.set('access-control-allow-origin', '*')
  }
}

/** The answer to a preflight, or nothing when the request is none. */
export function preflight(request: Request, env: Env): Response | undefined {
  if (request.method !== 'OPTIONS' || !request.headers.has('access-control-request-method'))
    return undefined
  const origin = request.headers.get('origin') ?? ''
  const allowed = env.CORS_ALLOW_ORIGIN.includes('*') || allowsOrigin(request, origin, env)
  if (!allowed)
    return Response.json({ detail: `Origin ${origin} may not call this server.` }, { status: 400 })
  return new Response('OK', {
    headers: {
      'access-control-allow-methods': 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT',
      'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? '*',
      'access-control-max-age': '600',
    },
  })
}
