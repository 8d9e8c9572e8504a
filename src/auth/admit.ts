// The last step of every way in: whoever proved who he is gets his session here and nowhere else.
import type { House } from '../config/house'
import { type Entrance, enter } from './enter'
import { happened } from './happened'
import type { UserRow } from './table'

/** How somebody came: `password`, `oidc`, `google`, `ldap`, `header`, `passkey`, `none`. */
export type Way = string

/** Opens the session of an account that has just proved who it is. */
export async function admit(
  house: House,
  user: UserRow,
  request: Request,
  way: Way,
): Promise<Entrance> {
  const entrance = await enter(house, user, request)
  happened(house, request, { action: 'session.open', outcome: 'done', by: user, detail: way })
  return entrance
}
