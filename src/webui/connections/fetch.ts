// The way to a provider: our egress client with the connection's key, and no header but the listed ones.
import type { House } from '../../config/house'
import { egress } from '../../net/egress'
import type { Limits } from '../../net/limits'
import { build } from '../../utils/build'
import type { Connection } from './connection'
import { watched } from './watch'

type Endpoint = Pick<Connection, 'url' | 'key'>

/** Everything else that a client library, or a caller, would send stays here. */
const SENT = ['accept', 'content-type', 'openai-beta', 'idempotency-key']

/** Headers of our own making, such as who is asking; names in lower case. */
export type Extra = Readonly<Record<string, string>>

/**
 * A `fetch` for one provider: redirects and other origins are refused, `AIOHTTP_CLIENT_TIMEOUT`
 * bounds its silence. Failures of connection or limits come as EgressError. An error answer
 * carries the first 64 KB of its body, whatever the provider sends.
 */
export function providerFetch(
  house: House,
  { url, key }: Endpoint,
  limits: Partial<Limits> = {},
  extra: Extra = {},
): typeof fetch {
  const call = egress({
    policy: 'admin',
    origin: url,
    proxies: proxies(house),
    limits: { ...patience(house), ...limits },
  })
  const guarded = async (input: string | URL | Request, init: RequestInit = {}) => {
    const headers = outgoing(new Headers(init.headers), url, key, extra)
    const method = init.method ?? 'GET'
    const response = await watched(house, url, method, () => call(input, { ...init, headers }))
    return response.ok ? response : excerpt(response)
  }
  return Object.assign(guarded, { preconnect: () => undefined })
}

/** The proxies of the environment, for calls that admins ask for. */
export const proxies = ({ env }: House) => ({
  http: env.HTTP_PROXY ?? undefined,
  https: env.HTTPS_PROXY ?? undefined,
  none: env.NO_PROXY.join(','),
})

/** Without a time-out in the environment, egress has its own bounds for connections. */
function patience({ env }: House): Partial<Limits> {
  const ms = env.AIOHTTP_CLIENT_TIMEOUT === null ? 0 : env.AIOHTTP_CLIENT_TIMEOUT * 1000
  return ms === 0 ? {} : { headers: ms, idle: ms }
}

/** Milliseconds that a list of models may take; 0 is no limit. */
export const listPatience = ({ env }: House): number =>
  (env.AIOHTTP_CLIENT_TIMEOUT_OPENAI_MODEL_LIST ?? 0) * 1000

function outgoing(given: Headers, url: string, key: string, extra: Extra): Headers {
  const headers = new Headers({ 'user-agent': `Hearth/${build.version}`, ...extra })
  for (const name of SENT) {
    const value = given.get(name)
    if (value !== null) headers.set(name, value)
  }
  if (key) headers.set('authorization', `Bearer ${key}`)
  // OpenRouter asks its callers to say which program they are.
  if (URL.parse(url)?.hostname.endsWith('openrouter.ai')) headers.set('x-title', 'Hearth')
  return headers
}

const EXCERPT_BYTES = 65_536
const EXCERPT_MS = 5000

/** An error's body is read to be shown, so only its beginning and only for a while. */
async function excerpt(response: Response): Promise<Response> {
  const parts: Uint8Array[] = []
  const reader = response.body?.getReader()
  const timer = setTimeout(() => reader?.cancel().catch(() => undefined), EXCERPT_MS)
  let size = 0
  try {
    while (reader && size < EXCERPT_BYTES) {
      const { done, value } = await reader.read()
      if (done) break
      parts.push(value)
      size += value.byteLength
    }
  } catch {
    // Cut off: what came so far has to do.
  } finally {
    clearTimeout(timer)
    reader?.cancel().catch(() => undefined)
  }
  const { status, statusText } = response
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  return new Response(Buffer.concat(parts).subarray(0, EXCERPT_BYTES), {
    status,
    statusText,
    headers,
  })
}
