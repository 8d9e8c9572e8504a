// The way back from a provider: an identity becomes a session here, or is linked to the account that asked.
import type { House } from '../../config/house'
import { transaction } from '../../db'
import { originOf } from '../address'
import { admit } from '../admit'
import { arrive, type Policy } from '../arrive'
import { happened } from '../happened'
import * as Identities from '../identities'
import { alive } from '../sessions'
import * as Accounts from '../store'
import type { Attempt } from './attempt'
import type { Proof } from './claims'
import { exchange } from './exchange'
import { explain, fail } from './failure'
import { pictureFetch } from './fetch'
import { pictureFrom } from './picture'
import { checkClaimed, policyOf } from './policy'
import type { Provider } from './providers'

/** Where the browser goes from a callback, and the cookie that it takes along. */
export interface Arrived {
  url: string
  cookie: string | null
}

/** Finishes an attempt with what came back. Throws `Unwelcome`, or `SecondStep` of `admit`. */
export async function finish(
  house: House,
  request: Request,
  provider: Provider,
  attempt: Attempt,
): Promise<Arrived> {
  const { search } = new URL(request.url)
  const proof = await exchange(house, provider, attempt, search).catch(error => {
    throw explain(house, provider.key, error)
  })
  return attempt.session_id === null
    ? signIn(house, request, provider, proof)
    : link(house, request, proof, attempt.session_id)
}

/**
 * The cookie signs our own page in. The fragment is for clients of the contract, which read the
 * token from it; a fragment never leaves the browser, and our page takes it off the address at once.
 */
async function signIn(
  house: House,
  request: Request,
  provider: Provider,
  proof: Proof,
): Promise<Arrived> {
  const policy = policyOf(house)
  checkClaimed(provider, proof, policy)
  const picture = await pictureOf(house, proof, policy)
  const user = await arrive(house, { ...proof.identity, ...(picture && { picture }) }, policy)
  const { token, cookie } = await admit(house, user, request, provider.key, proof.sid)
  return { url: `${originOf(request, house.env)}/auth#token=${token}`, cookie }
}

/** Only for an account that is about to be made: nobody else's is changed. */
async function pictureOf(
  { db }: House,
  { identity, picture }: Proof,
  { signup }: Policy,
): Promise<string | undefined> {
  if (!signup && (await Accounts.count(db)) > 0) return undefined
  if (await Identities.find(db, identity)) return undefined
  if (await Accounts.byEmail(db, identity.email)) return undefined
  return pictureFrom(picture, pictureFetch())
}

/** The session that asked must still be there; the identity must be nobody else's. */
async function link(
  house: House,
  request: Request,
  { identity }: Proof,
  session_id: string,
): Promise<Arrived> {
  const { provider } = identity
  const found = await alive(house.db, session_id)
  if (!found) throw fail('session')
  const { account } = found
  await transaction(house.db, async tx => {
    await Accounts.alone(tx)
    const held = await Identities.find(tx, identity)
    if (held && held.account_id !== account.id) throw fail('elsewhere')
    const own = await Identities.byUser(tx, account.id)
    if (!held && own.some(one => one.provider === provider)) throw fail('linked')
    await Identities.link(tx, identity, account.id)
  })
  const what = { action: 'identity.link', outcome: 'done', detail: provider } as const
  happened(house, request, { ...what, by: account, target: account.id })
  const page = `${originOf(request, house.env)}/settings/account`
  return { url: `${page}?linked=${provider}`, cookie: null }
}
