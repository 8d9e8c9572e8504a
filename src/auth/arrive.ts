// From who somebody is elsewhere to an account here: one policy for OAuth, LDAP and trusted headers.
import type { House } from '../config/house'
import { constants } from '../constants'
import { type Tx, transaction } from '../db'
import { closingBehind } from './first'
import * as Groups from './groups'
import * as Identities from './identities'
import { SessionsEnded, SignedUp, UserChanged } from './schema'
import * as Sessions from './sessions'
import * as Accounts from './store'
import { groups, type Role, type UserRow } from './table'
import { Unwelcome } from './unwelcome'

/** What a provider vouches for. */
export interface Identity extends Identities.Subject {
  email: string
  /** Whether the provider says that the address is the person's. */
  email_verified: boolean
  name: string
  /** A checked image as a data URL. */
  picture?: string
  /** As the provider names them; absent where it says nothing of them. */
  roles?: readonly string[]
  groups?: readonly string[]
}

/** What the house lets this provider do. */
export interface Policy {
  /** May make accounts. */
  signup: boolean
  /** May open the account with the same, verified e-mail. */
  merge: boolean
  /** Domains of e-mails that may come in; empty is any. */
  domains: readonly string[]
  /** Where set, the provider's roles decide on the role at every sign-in. */
  roles?: { allowed: readonly string[]; admin: readonly string[] }
  /** Where true, the provider's groups decide who is in the groups of the same name. */
  groups: boolean
}

const RANK: Record<Role, number> = { pending: 0, user: 1, admin: 2 }
const PICTURE = '/user.png'
const OTHER_DOMAIN = 'Addresses of your domain may not sign in here. Ask the administrator.'

/** What happened to the account on its way in. */
interface Arrival {
  user: UserRow
  made: boolean
  first: boolean
  demoted: boolean
}

/**
 * The account of an identity, made, merged or found, with the role and the groups that the policy
 * gives. Throws `Unwelcome`: 403 where the policy has no place for it, 400 for an e-mail that is
 * somebody else's.
 */
export async function arrive(house: House, identity: Identity, policy: Policy): Promise<UserRow> {
  checkDomain(identity, policy)
  const arriving = transaction(house.db, tx => settle(house, tx, identity, policy))
  const { user, made, demoted } = await closingBehind(house, arriving)
  if (demoted) house.bus.publish(SessionsEnded, { user_id: user.id, session_ids: null })
  house.bus.publish(UserChanged, { user_id: user.id, gone: false })
  if (made) house.bus.publish(SignedUp, { user_id: user.id, way: identity.provider })
  return user
}

function checkDomain({ email }: Identity, { domains }: Policy): void {
  if (domains.length === 0 || domains.includes('*')) return
  const domain = Accounts.normal(email).split('@').at(-1) ?? ''
  if (domains.some(allowed => allowed.trim().toLowerCase() === domain)) return
  throw new Unwelcome('domain', 403, OTHER_DOMAIN)
}

async function settle(house: House, tx: Tx, identity: Identity, policy: Policy): Promise<Arrival> {
  await Accounts.alone(tx)
  const known = (await held(tx, identity)) ?? (await merged(tx, identity, policy))
  const { user, first } = known
    ? { user: known, first: false }
    : await make(house, tx, identity, policy)
  await Identities.link(tx, identity, user.id)
  const role = known ? await roleOf(tx, user, identity, policy) : user.role
  const demoted = RANK[role] < RANK[user.role]
  if (demoted) await Sessions.endAll(tx, user.id, null)
  await placeInGroups(tx, user.id, identity, policy)
  const changed = role === user.role ? user : await Accounts.update(tx, user.id, { role })
  return { user: changed ?? user, made: !known, first, demoted }
}

async function held(tx: Tx, identity: Identity): Promise<UserRow | undefined> {
  const row = await Identities.find(tx, identity)
  return row && Accounts.byId(tx, row.account_id)
}

async function merged(tx: Tx, identity: Identity, policy: Policy): Promise<UserRow | undefined> {
  const user = await Accounts.byEmail(tx, identity.email)
  if (!user) return undefined
  const vouched = policy.merge && identity.email_verified
  if (vouched && !(await Identities.known(tx, user.id, identity))) return user
  throw new Unwelcome(policy.merge && !vouched ? 'unverified' : 'taken', 400, constants.EMAIL_TAKEN)
}

async function make(house: House, tx: Tx, identity: Identity, policy: Policy) {
  const { email, name, picture } = identity
  const first = (await Accounts.count(tx)) === 0
  if (!first && !policy.signup) throw new Unwelcome('signup', 403, constants.ACCESS_PROHIBITED)
  const role = policy.roles
    ? mapped(identity, policy.roles)
    : house.config.get('ui.default_user_role')
  return Accounts.insert(tx, {
    email,
    name: name.trim() || email,
    profile_image_url: picture ?? PICTURE,
    role,
  })
}

/** The provider never takes the first account's role: the house would be without anybody. */
async function roleOf(tx: Tx, user: UserRow, identity: Identity, policy: Policy): Promise<Role> {
  if (!policy.roles) return user.role
  const primary = await Accounts.primary(tx)
  return primary?.id === user.id ? user.role : mapped(identity, policy.roles)
}

/** Pending where the provider names no role that counts here. */
function mapped({ roles = [] }: Identity, { allowed, admin }: NonNullable<Policy['roles']>): Role {
  if (roles.some(role => admin.includes(role))) return 'admin'
  return roles.some(role => allowed.includes(role)) ? 'user' : 'pending'
}

/** Groups that the provider says nothing about stay as they are. */
async function placeInGroups(tx: Tx, user_id: string, identity: Identity, policy: Policy) {
  if (!policy.groups || !identity.groups) return
  const all = await tx.select().from(groups)
  const named = new Set(identity.groups)
  const wanted = new Set(all.filter(({ name }) => named.has(name)).map(({ id }) => id))
  await Groups.place(tx, user_id, wanted, all)
}
