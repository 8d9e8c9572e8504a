// Rows about models: reading, writing and removing them, each by those who may.
import { Elysia } from 'elysia'
import { may, owns, toGrants } from '../../auth/access'
import { guard, READS } from '../../auth/guard'
import { permitted } from '../../auth/permissions'
import type { Principal } from '../../auth/principal'
import * as Accounts from '../../auth/store'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { ById, ModelForm, ModelsChanged } from './schema'
import * as Models from './store'
import { toWire, withOwner } from './wire'

export const models = (house: House) =>
  new Elysia({ prefix: '/models' })
    .use(guard(house))
    .get('/', ({ me }) => presets(house, me), { role: READS })
    .get('/base', async () => (await overrides(house)).map(row => toWire(row, true)), {
      role: 'admin',
    })
    .post('/create', ({ me, body }) => create(house, me, body), {
      role: 'verified',
      audit: 'model.create',
      body: ModelForm,
    })
    .get('/model', async ({ me, query }) => Response.json(await read(house, me, query.id)), {
      role: READS,
      query: ById,
    })
    .post('/model/toggle', ({ me, query }) => toggle(house, me, query.id), {
      role: 'verified',
      audit: 'model.toggle',
      query: ById,
    })
    .post('/model/update', ({ me, query, body }) => update(house, me, query.id, body), {
      role: 'verified',
      audit: 'model.update',
      query: ById,
      body: ModelForm,
    })
    .delete('/model/delete', ({ me, query }) => remove(house, me, query.id), {
      role: 'verified',
      audit: 'model.delete',
      query: ById,
    })
    .delete('/delete/all', () => removeAll(house), { role: 'admin', audit: 'model.clear' })

const overrides = async ({ db }: House) =>
  (await Models.all(db)).filter(row => row.base_model_id === null)

/** What the workspace shows: rows with a base that the caller may change. */
async function presets({ db }: House, me: Principal) {
  const rows = (await Models.all(db)).filter(
    row => row.base_model_id !== null && may(me, 'write', row),
  )
  const people = rows.length === 0 ? [] : await Accounts.all(db)
  const owner = new Map(people.map(person => [person.id, person]))
  return rows.map(row => withOwner(row, owner.get(row.user_id), true))
}

/**
 * A row over a provider's model decides who may use it, so only admins make one: its owner would
 * otherwise be he who wants in.
 */
async function create(house: House, me: Principal, form: ModelForm) {
  const { user } = me
  if (!permitted(house, me, 'workspace.models')) throw new Refusal(401, constants.UNAUTHORIZED)
  checkBase(form)
  if (user.role !== 'admin') throw new Refusal(401, constants.UNAUTHORIZED)
  const { id, access_control, ...said } = form
  const made = { ...said, id, base_model_id: null, user_id: user.id }
  const row = await Models.create(house.db, made, toGrants(access_control))
  if (!row) throw new Refusal(401, constants.MODEL_ID_TAKEN)
  house.bus.publish(ModelsChanged, {})
  return toWire(row, true)
}

function checkBase({ base_model_id }: ModelForm): void {
  if (base_model_id === null) return
  throw new Refusal(400, 'Models made from other models are not supported by this version.')
}

/** Exists but not for him: `200 null`, as the contract has it. */
async function read({ db }: House, me: Principal, id: string) {
  const row = await found(db, id)
  if (!may(me, 'read', row)) return null
  return toWire(row, may(me, 'write', row))
}

async function found(db: House['db'], id: string): Promise<Models.Model> {
  const row = await Models.byId(db, id)
  if (!row) throw new Refusal(401, constants.NOT_FOUND)
  return row
}

async function writable({ db }: House, me: Principal, id: string): Promise<Models.Model> {
  const row = await found(db, id)
  if (!may(me, 'write', row)) throw new Refusal(401, constants.NOT_FOUND)
  return row
}

async function toggle(house: House, me: Principal, id: string) {
  const { is_active } = await writable(house, me, id)
  return change(house, id, { is_active: !is_active, updated_at: Date.now() })
}

/** Sharing is for the owner and admins; who else may write leaves it as it is. */
async function update(house: House, me: Principal, id: string, form: ModelForm) {
  const row = await writable(house, me, id)
  if (form.base_model_id !== row.base_model_id) checkBase(form)
  const { name, meta, params, is_active } = form
  const given = owns(me, row) ? toGrants(form.access_control) : undefined
  return change(house, id, { name, meta, params, is_active }, given)
}

async function change(house: House, id: string, ...rest: Rest): Promise<ReturnType<typeof toWire>> {
  const row = await Models.update(house.db, id, ...rest)
  if (!row) throw new Refusal(401, constants.NOT_FOUND)
  house.bus.publish(ModelsChanged, {})
  return toWire(row, true)
}

type Rest = Parameters<typeof Models.update> extends [unknown, unknown, ...infer R] ? R : never

/** Deleting is for the owner and admins. */
async function remove(house: House, me: Principal, id: string): Promise<true> {
  const row = await found(house.db, id)
  if (!owns(me, row)) throw new Refusal(401, constants.NOT_FOUND)
  await Models.remove(house.db, id)
  house.bus.publish(ModelsChanged, {})
  return true
}

async function removeAll(house: House): Promise<true> {
  await Models.removeAll(house.db)
  house.bus.publish(ModelsChanged, {})
  return true
}
