// The ways out of signing in: to the provider an admin chose, and to a picture that anybody may have named.
import type { House } from '../../config/house'
import { egress } from '../../net/egress'
import { build } from '../../utils/build'

const ANSWER_BYTES = 1_000_000
const PICTURE_BYTES = 1_000_000
const PICTURE_MS = 5000

const named = (headers: HeadersInit | undefined): Headers => {
  const all = new Headers(headers)
  all.set('user-agent', `Hearth/${build.version}`)
  return all
}

/** A `fetch` to providers: no redirects, a short time, a small answer. */
export function providerFetch({ env, config }: House): typeof fetch {
  const ms = config.get('oauth.timeout') * 1000
  const call = egress({
    policy: 'admin',
    proxies: {
      http: env.HTTP_PROXY ?? undefined,
      https: env.HTTPS_PROXY ?? undefined,
      none: env.NO_PROXY.join(','),
    },
    limits: { headers: ms, idle: ms, deadline: ms, bytes: ANSWER_BYTES },
  })
  const guarded = (input: string | URL | Request, init: RequestInit = {}) =>
    call(input, { ...init, headers: named(init.headers) })
  return Object.assign(guarded, { preconnect: () => undefined })
}

/** A `fetch` to addresses that people put into their profiles elsewhere: the internet alone. */
export const pictureFetch = (): typeof fetch =>
  egress({
    policy: 'user',
    limits: {
      headers: PICTURE_MS,
      idle: PICTURE_MS,
      deadline: PICTURE_MS,
      bytes: PICTURE_BYTES,
    },
  })
