// Groups: who is in them and what they may do; a change counts from the next request on.
import { Elysia } from 'elysia'
import * as Groups from '../../auth/groups'
import { guard, READS } from '../../auth/guard'
import type { Principal } from '../../auth/principal'
import { UserChanged } from '../../auth/schema'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { ModelsChanged } from '../models/schema'
import { grantedTo } from './granted'
import { GroupForm, NewGroup } from './schema'
import { toWire } from './wire'

export const groups = (house: House) =>
  new Elysia({ prefix: '/groups' })
    .use(guard(house))
    .get('/', ({ me }) => list(house, me), { role: READS })
    .post('/create', ({ me, body }) => create(house, me, body), {
      role: 'admin',
      audit: 'group.create',
      body: NewGroup,
    })
    .get('/id/:id', ({ params }) => read(house, params.id), { role: 'admin' })
    // Ours: what is lost with the group.
    .get('/id/:id/granted', ({ params }) => granted(house, params.id), { role: 'admin' })
    .post('/id/:id/update', ({ params, body }) => update(house, params.id, body), {
      role: 'admin',
      audit: 'group.update',
      body: GroupForm,
    })
    .delete('/id/:id/delete', ({ params }) => remove(house, params.id), {
      role: 'admin',
      audit: 'group.delete',
    })

/** Admins see every group, others their own. */
const list = async ({ db }: House, { user }: Principal) =>
  (await Groups.all(db, user.role === 'admin' ? null : user.id)).map(toWire)

async function create({ db }: House, { user }: Principal, form: typeof NewGroup._output) {
  return toWire(await Groups.create(db, user.id, { ...form, permissions: {} }))
}

async function read({ db }: House, id: string) {
  const group = await Groups.byId(db, id)
  if (!group) throw new Refusal(401, constants.NOT_FOUND)
  return toWire(group)
}

async function granted({ db }: House, id: string) {
  if (!(await Groups.byId(db, id))) throw new Refusal(401, constants.NOT_FOUND)
  return { data: await grantedTo(db, id) }
}

async function update(house: House, id: string, form: GroupForm) {
  const { name, description, permissions, user_ids, admin_ids } = form
  if (admin_ids) throw new Refusal(400, 'A group has no admins of its own.')
  const said = { name, description, ...(permissions && { permissions }) }
  const change = await Groups.update(house.db, id, said, user_ids ?? undefined).catch(error => {
    if (!(error instanceof Groups.NoSuchMember)) throw error
    throw new Refusal(400, 'One of the members has no account here. Load the list again.')
  })
  if (!change) throw new Refusal(400, constants.NOT_FOUND)
  announce(house, change.touched)
  return toWire(change.group)
}

/** An unknown id is no error, as the contract has it. */
async function remove(house: House, id: string): Promise<true> {
  announce(house, await Groups.remove(house.db, id))
  return true
}

/** Rights changed for these people, and with them perhaps the models they see. */
function announce(house: House, user_ids: readonly string[]): void {
  for (const user_id of user_ids) house.bus.publish(UserChanged, { user_id, gone: false })
  house.bus.publish(ModelsChanged, {})
}
