// What admins do with accounts: roles, data, removal; sessions that lose by it end at once.

import * as Identities from '../../auth/identities'
import { hashPassword } from '../../auth/password'
import { checkPassword } from '../../auth/password-rules'
import type { Principal } from '../../auth/principal'
import { SessionsEnded, UserChanged } from '../../auth/schema'
import * as Sessions from '../../auth/sessions'
import * as Accounts from '../../auth/store'
import type { Role, UserRow } from '../../auth/table'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { isEmail } from '../../utils/email'
import { Refusal } from '../../utils/refusal'
import { cost } from '../auths/sign'
import { userModel } from '../auths/wire'
import { RANK } from './roles'
import type { UserForm } from './schema'
import * as Users from './store'

/** Gives another role; an account that loses rights by it has to sign in again. */
export async function setRole(house: House, me: Principal, id: string, role: Role) {
  await protect(house, me, id)
  const before = await Accounts.byId(house.db, id)
  const user = before && (await Accounts.update(house.db, id, { role }))
  if (!user) return null
  if (RANK[role] < RANK[before.role]) await endSessions(house, id, null)
  house.bus.publish(UserChanged, { user_id: id, gone: false })
  return model(house, user)
}

/** Changes name, address, picture and, when one is given, the password, which ends the sessions. */
export async function change(house: House, me: Principal, id: string, form: UserForm) {
  const { name, email, profile_image_url, password } = form
  if (!(await Accounts.byId(house.db, id))) throw new Refusal(400, constants.NOT_FOUND)
  if (id !== me.user.id) await protect(house, me, id)
  // A key never changes the password of the account that it belongs to.
  else if (password && me.key) throw new Refusal(403, constants.ACTION_PROHIBITED)
  if (!isEmail(Accounts.normal(email))) throw new Refusal(400, constants.INVALID_EMAIL_FORMAT)
  if (password) checkPassword(password, { email, name })
  const hash = password ? await hashPassword(password, cost(house)) : undefined
  const user = await save(house, id, { name, email, profile_image_url }, hash)
  if (hash) await endSessions(house, id, id === me.user.id ? (me.session?.id ?? null) : null)
  house.bus.publish(UserChanged, { user_id: id, gone: false })
  return model(house, user)
}

async function model({ db }: House, user: UserRow) {
  const subs = await Identities.oauthSubs(db, user.id)
  return userModel(user, user.last_active_at, subs.get(user.id))
}

async function save(
  house: House,
  id: string,
  changes: Pick<UserRow, 'name' | 'email' | 'profile_image_url'>,
  hash: string | undefined,
): Promise<UserRow> {
  const user = await Users.change(house.db, id, changes, hash).catch(error => {
    throw error instanceof Accounts.EmailTaken ? new Refusal(400, constants.EMAIL_TAKEN) : error
  })
  if (user) return user
  throw new Refusal(400, constants.NOT_FOUND)
}

/** Removes an account and all that is its own. An unknown id is no error. */
export async function remove(house: House, me: Principal, id: string): Promise<true> {
  await protect(house, me, id)
  await Users.remove(house.db, id)
  house.bus.publish(SessionsEnded, { user_id: id, session_ids: null })
  house.bus.publish(UserChanged, { user_id: id, gone: true })
  return true
}

/** Nobody demotes or removes himself, and nobody touches the account that was made first. */
async function protect({ db }: House, { user }: Principal, id: string): Promise<void> {
  const primary = await Accounts.primary(db)
  if (id === user.id || id === primary?.id) throw new Refusal(403, constants.ACTION_PROHIBITED)
}

async function endSessions(house: House, user_id: string, spare: string | null): Promise<void> {
  const ended = (await Sessions.byUser(house.db, user_id)).filter(({ id }) => id !== spare)
  await Sessions.endAll(house.db, user_id, spare)
  const session_ids = spare === null ? null : ended.map(({ id }) => id)
  house.bus.publish(SessionsEnded, { user_id, session_ids })
}
