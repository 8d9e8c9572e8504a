// The own passkeys: making, naming, removing them.
import { Elysia } from 'elysia'
import { guard } from '../../auth/guard'
import * as Passkeys from '../../auth/passkeys'
import { created, creation } from '../../auth/passkeys-ceremony'
import type { Principal } from '../../auth/principal'
import { prove } from '../../auth/prove'
import * as Tickets from '../../auth/tickets'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { seconds } from '../../utils/time'
import { NewPasskey, Proving, Rename } from './step-schema'

const MOST = 20

export const passkeys = (house: House) =>
  new Elysia({ prefix: '/passkeys' })
    .use(guard(house))
    .get('/', async ({ me }) => (await Passkeys.byUser(house.db, me.user.id)).map(toWire), {
      role: OWN,
    })
    .post('/options', ({ me, body, request }) => begin(house, request, me, body.password), {
      role: OWN,
      body: Proving,
    })
    .post('/', ({ me, body, request }) => add(house, request, me, body), {
      role: OWN,
      audit: { action: 'passkey.create', detail: ['name'] },
      body: NewPasskey,
    })
    .post('/:id', ({ me, params, body }) => rename(house, me, params.id, body.name), {
      role: OWN,
      audit: 'passkey.rename',
      body: Rename,
    })
    .delete('/:id', ({ me, params }) => Passkeys.remove(house.db, me.user.id, params.id), {
      role: OWN,
      audit: 'passkey.delete',
    })

const OWN = { is: 'session', key: 'never' } as const

const toWire = ({ id, name, created_at, used_at }: Passkeys.PasskeyRow) => ({
  id,
  name,
  created_at: seconds(created_at),
  used_at: used_at === null ? null : seconds(used_at),
})

async function begin(house: House, request: Request, me: Principal, password?: string) {
  await prove(house, request, me, password)
  const held = await Passkeys.byUser(house.db, me.user.id)
  if (held.length >= MOST) {
    throw new Refusal(400, `You have ${MOST} passkeys already. Remove one you no longer use.`)
  }
  const options = await creation(house, request, me.user, held)
  const ticket = await Tickets.issue(house.db, {
    kind: 'key',
    account_id: me.user.id,
    bound: me.session?.id ?? '',
    data: { challenge: options.challenge },
  })
  return { ticket, options }
}

async function add(
  house: House,
  request: Request,
  me: Principal,
  given: typeof NewPasskey._output,
) {
  const ticket = await Tickets.find(house.db, 'key', given.ticket, me.session?.id ?? '')
  if (!ticket || !(await Tickets.spend(house.db, ticket))) {
    throw new Refusal(410, 'This took too long. Begin again.', {}, { reason: 'late' })
  }
  const made = await created(house, request, String(ticket.data.challenge), given.passkey)
  const row = { ...made, account_id: me.user.id, name: given.name }
  if (!(await Passkeys.add(house.db, row))) {
    throw new Refusal(400, 'This passkey is known here already.', {}, { reason: 'passkey-known' })
  }
  return { id: row.id, name: row.name }
}

async function rename(house: House, { user }: Principal, id: string, name: string): Promise<true> {
  if (await Passkeys.rename(house.db, user.id, id, name)) return true
  throw new Refusal(404, constants.NOT_FOUND)
}
