// From a credential to who is asking: one function for HTTP and for both sockets.

import type { House } from '../config/house'
import { constants } from '../constants'
import { Refusal } from '../utils/refusal'
import { touch } from './activity'
import { isKey, type KeyRow, owner } from './keys'
import type { Membership } from './memberships'
import { alive } from './sessions'
import type { SessionRow, UserRow } from './table'
import { tokens } from './token'

export interface Principal {
  user: UserRow
  /** The groups the account is in at this moment. */
  groups: readonly Membership[]
  /** Null when an API key signed in. */
  session: SessionRow | null
  key_id: string | null
  /** What that key is bound to; null for a session. */
  key: Pick<KeyRow, 'scope' | 'models'> | null
  /** The account has a second factor. */
  secured: boolean
}

/**
 * Who the credential (token or API key) stands for. Throws the contract's refusals: 401 for one
 * that does not hold, 403 for a key where keys are off.
 */
export async function resolvePrincipal(house: House, credential: string): Promise<Principal> {
  const me = isKey(credential) ? await byKey(house, credential) : await byToken(house, credential)
  touch(house, me)
  return me
}

async function byKey(house: House, credential: string): Promise<Principal> {
  if (!house.config.get('auth.api_key.enable')) {
    throw new Refusal(403, constants.API_KEY_NOT_ALLOWED)
  }
  const found = await owner(house.db, credential)
  if (!found || (found.key.expires_at !== null && found.key.expires_at < Date.now())) {
    throw new Refusal(401, constants.INVALID_TOKEN)
  }
  const { key, user, groups, secured } = found
  return { user, groups, session: null, key_id: key.id, key, secured }
}

async function byToken(house: House, credential: string): Promise<Principal> {
  const claims = await tokens(house).verify(credential)
  if (!claims?.sid) throw new Refusal(401, constants.UNAUTHORIZED)
  const found = await alive(house.db, claims.sid)
  if (!found || found.account.id !== claims.id) throw new Refusal(401, constants.INVALID_TOKEN)
  const { account: user, groups, session, secured } = found
  return { user, groups, session, key_id: null, key: null, secured }
}
