// One sign-in on its way to a provider and back: sealed into a cookie of the browser that began it, good once.
import { z } from 'zod'
import type { House } from '../../config/house'
import { secretKey } from '../../config/secret'
import { perObject } from '../../utils/once'
import { keyFor, seal, unseal } from '../../utils/seal'
import { MINUTE } from '../../utils/time'
import { secure } from '../address'
import { cookieOf } from '../cookie'
import { spend } from '../spent'
import { fail } from './failure'

const LIFETIME = 10 * MINUTE
const PATH = '/oauth'

const Attempt = z.object({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  redirect_uri: z.string(),
  /** The session that wants the identity linked to its account, or null for a sign-in. */
  session_id: z.string().nullable(),
  expires_at: z.number(),
})
export type Attempt = z.infer<typeof Attempt>

const sealing = perObject((house: House) => keyFor(secretKey(house.env), 'hearth oauth attempt'))

/** The value for `set-cookie` that lets the browser come back with this attempt. */
export function keep(house: House, request: Request, begun: Omit<Attempt, 'expires_at'>): string {
  const attempt: Attempt = { ...begun, expires_at: Date.now() + LIFETIME }
  return cookie(house, request, begun.state, seal(sealing(house), JSON.stringify(attempt)))
}

/** The value for `set-cookie` that removes what `keep` left. */
export const forget = (house: House, request: Request, state: string): string =>
  cookie(house, request, state, '')

/** The attempt that this browser began with that state, now spent. Throws `state`. */
export async function recall(
  house: House,
  request: Request,
  provider: string,
  state: string,
): Promise<Attempt> {
  const sealed = cookieOf(request.headers, nameOf(state))
  const text = sealed === null ? undefined : unseal(sealing(house), sealed)
  const { data: attempt } = Attempt.safeParse(text && JSON.parse(text))
  if (!attempt || attempt.state !== state || attempt.provider !== provider) throw fail('state')
  if (attempt.expires_at < Date.now()) throw fail('state')
  if (!(await spend(house.db, `oauth attempt ${state}`, attempt.expires_at))) throw fail('state')
  return attempt
}

const STATE = /^[\w-]{43}$/

/** One an attempt, so that two tabs do not take each other's. */
const nameOf = (state: string): string => `oauth-${STATE.test(state) ? state.slice(0, 12) : 'none'}`

/** Lax whatever the session's cookie is: a provider sends people back from its own site. */
function cookie({ env }: House, request: Request, state: string, value: string): string {
  const age = value === '' ? 0 : LIFETIME / 1000
  const parts = [`${nameOf(state)}=${value}`, `Path=${PATH}`, `Max-Age=${age}`]
  parts.push('HttpOnly', 'SameSite=Lax')
  if (env.WEBUI_SESSION_COOKIE_SECURE ?? secure(request, env)) parts.push('Secure')
  return parts.join('; ')
}
