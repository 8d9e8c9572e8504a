// The own second factor: setting it up, replacing it, its recovery codes, turning it off.
import { Elysia } from 'elysia'
import { owesFactor, policyAsks } from '../../auth/bounds'
import * as Factors from '../../auth/factors'
import { addressFor, digits, newSecret, stepOf } from '../../auth/factors-app'
import { seal, unseal } from '../../auth/factors-seal'
import { guard } from '../../auth/guard'
import type { Principal } from '../../auth/principal'
import { proofOf, prove } from '../../auth/prove'
import { UserChanged } from '../../auth/schema'
import * as Tickets from '../../auth/tickets'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { seconds } from '../../utils/time'
import { Confirm, Proving } from './step-schema'

export const factor = (house: House) =>
  new Elysia()
    .use(guard(house))
    .get('/second-factor', ({ me }) => state(house, me), { role: OWN })
    .post(
      '/second-factor/app',
      ({ me, body, request }) => begin(house, request, me, body.password),
      {
        role: OWN,
        body: Proving,
      },
    )
    .post('/second-factor/app/confirm', ({ me, body }) => confirm(house, me, body), {
      role: OWN,
      audit: 'factor.set',
      body: Confirm,
    })
    .post(
      '/second-factor/recovery',
      ({ me, body, request }) => renew(house, request, me, body.password),
      {
        role: { is: 'session', key: 'never' },
        audit: 'factor.recovery',
        body: Proving,
      },
    )
    .delete(
      '/second-factor',
      ({ me, body, request }) => turnOff(house, request, me, body.password),
      {
        role: { is: 'session', key: 'never' },
        audit: 'factor.off',
        body: Proving,
      },
    )

/** Open to those who have to come here before they may do anything else. */
const OWN = { is: 'session', key: 'never', early: true } as const

async function state(house: House, me: Principal) {
  const held = await Factors.held(house.db, me.user.id)
  return {
    app: held ? { since: seconds(held.created_at) } : null,
    recovery_codes: held ? await Factors.codesLeft(house.db, me.user.id) : 0,
    /** The house asks for one. */
    asked: policyAsks(house, me.user),
    owed: owesFactor(house, me),
    /** What a change will ask for: `none`, `password` or `sign-in`. */
    proof: await proofOf(house, me),
  }
}

/** A new secret for the app. Nothing changes before a code of it is shown. */
async function begin(house: House, request: Request, me: Principal, password?: string) {
  await prove(house, request, me, password)
  const secret = await newSecret()
  const ticket = await Tickets.issue(house.db, {
    kind: 'app',
    account_id: me.user.id,
    bound: me.session?.id ?? '',
    data: { secret: seal(house.env, secret, me.user.id) },
  })
  return { ticket, secret, address: await addressFor(secret, house.env.WEBUI_NAME, me.user.email) }
}

async function confirm(house: House, me: Principal, given: typeof Confirm._output) {
  const ticket = await Tickets.find(house.db, 'app', given.ticket, me.session?.id ?? '')
  if (!ticket) throw late()
  const secret = unseal(house.env, String(ticket.data.secret), me.user.id)
  const step = secret && (await stepOf(secret, digits(given.code) ?? ''))
  if (!secret || !step) {
    await Tickets.miss(house.db, ticket)
    throw new Refusal(400, constants.INVALID_CODE, {}, { reason: 'code' })
  }
  if (!(await Tickets.spend(house.db, ticket))) throw late()
  const recovery_codes = await Factors.put(house, me.user.id, secret, step)
  house.bus.publish(UserChanged, { user_id: me.user.id, gone: false })
  return { recovery_codes }
}

const late = (): Refusal =>
  new Refusal(410, 'This took too long. Begin again.', {}, { reason: 'late' })

async function renew(house: House, request: Request, me: Principal, password?: string) {
  await prove(house, request, me, password)
  if (!me.secured) throw new Refusal(400, 'There is no second factor to recover.')
  return { recovery_codes: await Factors.renewCodes(house.db, me.user.id) }
}

async function turnOff(
  house: House,
  request: Request,
  me: Principal,
  password?: string,
): Promise<true> {
  if (policyAsks(house, me.user)) {
    throw new Refusal(403, 'Your administrator asks for a second factor. Replace it instead.')
  }
  await prove(house, request, me, password)
  await Factors.drop(house.db, me.user.id, false)
  house.bus.publish(UserChanged, { user_id: me.user.id, gone: false })
  return true
}
