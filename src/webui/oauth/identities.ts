// The own identities: which providers open the account, linking another, unlinking one.
import { Elysia } from 'elysia'
import { guard } from '../../auth/guard'
import * as Identities from '../../auth/identities'
import { begin } from '../../auth/oauth/begin'
import { explain } from '../../auth/oauth/failure'
import { providerOf, providers } from '../../auth/oauth/providers'
import type { Principal } from '../../auth/principal'
import { proofOf, prove } from '../../auth/prove'
import * as Accounts from '../../auth/store'
import { waysOf } from '../../auth/ways'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { transaction } from '../../db'
import { Refusal } from '../../utils/refusal'
import { seconds } from '../../utils/time'
import { Proving } from './schema'

export const identities = (house: House) =>
  new Elysia({ prefix: '/auths/identities' })
    .use(guard(house))
    .get('/', ({ me }) => list(house, me), { role: OWN })
    .post(
      '/:name',
      ({ me, params, body, request }) => link(house, request, me, params.name, body.password),
      { role: OWN, audit: 'identity.begin', body: Proving },
    )
    .delete(
      '/:name',
      ({ me, params, body, request }) => unlink(house, request, me, params.name, body.password),
      { role: OWN, audit: 'identity.unlink', body: Proving },
    )

const OWN = { is: 'session', key: 'never' } as const

/** `last`: without it nothing would open the account. */
async function list(house: House, me: Principal) {
  const { user } = me
  const held = await Identities.byUser(house.db, user.id)
  const ways = await waysOf(house, house.db, user.id)
  const known = new Map<string, string>(providers(house).map(({ key, name }) => [key, name]))
  return {
    data: held.map(({ provider, created_at, used_at }) => ({
      provider,
      name: known.get(provider) ?? provider,
      created_at: seconds(created_at),
      used_at: seconds(used_at),
      last: isLast(ways, provider),
    })),
    /** Those that could be linked besides. */
    available: [...known]
      .filter(([key]) => !held.some(({ provider }) => provider === key))
      .map(([provider, name]) => ({ provider, name })),
    /** What a change asks for: nothing, the password, or signing in anew. */
    proof: await proofOf(house, me),
  }
}

const isLast = (ways: ReadonlySet<string>, provider: string): boolean =>
  ways.size === 0 || (ways.size === 1 && ways.has(provider))

/**
 * Begins linking: the page goes to `url`, and the provider sends it back to `/settings/account`.
 * A request with a body, not an address to open: another site's page must not begin it.
 */
async function link(
  house: House,
  request: Request,
  me: Principal,
  name: string,
  password?: string,
): Promise<Response> {
  const provider = providerOf(house, name)
  if (!provider || !me.session) throw new Refusal(404, constants.NOT_FOUND)
  await prove(house, request, me, password)
  const { url, cookie } = await begin(house, request, provider, me.session.id).catch(error => {
    throw explain(house, name, error)
  })
  return Response.json({ url }, { headers: { 'set-cookie': cookie } })
}

async function unlink(
  house: House,
  request: Request,
  me: Principal,
  name: string,
  password?: string,
): Promise<true> {
  await prove(house, request, me, password)
  await transaction(house.db, async tx => {
    await Accounts.alone(tx)
    const held = await Identities.byUser(tx, me.user.id)
    if (!held.some(({ provider }) => provider === name)) throw new Refusal(404, constants.NOT_FOUND)
    if (isLast(await waysOf(house, tx, me.user.id), name)) throw new Refusal(400, LAST)
    await Identities.unlink(tx, me.user.id, name)
  })
  return true
}

const LAST = 'This is the only way into your account. Ask an admin for a password first.'
