// What an API key may be used for, and what is open to somebody who still owes a second factor.
import type { House } from '../config/house'
import { Refusal } from '../utils/refusal'
import type { Principal } from './principal'
import type { Scope, UserRow } from './table'

/**
 * What a route is to API keys: `read` gives what the account holds, `completions` asks a model,
 * `models` lists what can be asked, `never` is about the account's own security and opens to no key
 * at all. A route that says nothing opens to keys with full rights alone.
 */
export type KeyUse = 'read' | 'completions' | 'models' | 'never'

const OPENS: Record<Exclude<Scope, 'all'>, readonly KeyUse[]> = {
  read: ['read', 'models'],
  completions: ['completions', 'models'],
  models: ['models'],
}

/** Whether nothing but the account itself bounds who asks: a session does, or a key with full rights. */
export const isFree = ({ key }: Pick<Principal, 'key'>): boolean =>
  !key || (key.scope === 'all' && key.models === null)

/** Why an API key does not open a route, or null: it does, or a session asks. */
export function keyRefusal({ key }: Principal, use: KeyUse | undefined): Refusal | null {
  if (!key) return null
  if (use === 'never') return new Refusal(403, 'An API key cannot do this. Sign in to do it.')
  if (key.scope === 'all' || (use && OPENS[key.scope].includes(use))) return null
  return new Refusal(403, 'This API key is not made for this. Its owner can make one that is.')
}

/** Whether the house asks accounts such as this one for a second factor. */
export function policyAsks({ config }: House, { role }: Pick<UserRow, 'role'>): boolean {
  const who = config.get('auth.second_factor')
  if (role === 'pending' || who === 'nobody') return false
  return who === 'everybody' || role === 'admin'
}

/** Ways in that make up for it: a passkey is two factors; `none` is a house without accounts. */
const ENOUGH = ['passkey', 'none']

/** Whether somebody is asked for a second factor and came in without having one. */
export const owesFactor = (
  house: House,
  { user, session, secured }: Pick<Principal, 'user' | 'session' | 'secured'>,
): boolean =>
  session !== null && !secured && !ENOUGH.includes(session.way) && policyAsks(house, user)

/** Why only what leads to a second factor is open to somebody, or null: he owes none. */
export function factorRefusal(house: House, me: Principal): Refusal | null {
  if (!owesFactor(house, me)) return null
  return new Refusal(403, 'Set up a second factor first: open this server’s page and sign in.')
}
