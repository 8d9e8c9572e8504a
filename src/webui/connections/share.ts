// Who may use: for one model a row with a rule or, for everyone, without; for a connection a word in its options.

import { type AccessControl, type Grant, toGrants } from '../../auth/access'
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { ModelsChanged } from '../models/schema'
import * as Models from '../models/store'
import { type Connection, connectionAt, connections } from './connection'
import type { Offered } from './model'

const PICTURE = '/static/favicon.png'

/** Opens a model of the list to those whom `access` names to read, or closes it. */
export async function shareModel(
  house: House,
  me: Principal,
  offer: Offered | undefined,
  access: AccessControl,
): Promise<void> {
  if (!offer) throw new Refusal(404, constants.MODEL_NOT_FOUND)
  const row = await Models.byId(house.db, offer.id)
  const readers = toGrants(access)
  if (readers.length > 0) await show(house, me, offer, readers, row)
  else await hide(house, me, offer, row)
  house.bus.publish(ModelsChanged, {})
}

/** Nobody loses the right to change a model by this; what is public has no list of such. */
const writers = (row?: Models.Model): Grant[] =>
  row?.grants.filter(({ verb }) => verb === 'write') ?? []

const isPublic = (readers: readonly Grant[]): boolean =>
  readers.some(({ principal }) => principal === 'everyone')

async function show(
  { db }: House,
  { user }: Principal,
  { id, model }: Offered,
  readers: readonly Grant[],
  row?: Models.Model,
): Promise<void> {
  const given = isPublic(readers) ? readers : [...readers, ...writers(row)]
  if (row) await Models.update(db, id, { is_active: true, updated_at: Date.now() }, given)
  else await Models.create(db, plain(id, model.name, user.id), given)
}

/** A row that says nothing else goes, unless it has to stand against its whole connection. */
async function hide(
  house: House,
  me: Principal,
  { id, model }: Offered,
  row?: Models.Model,
): Promise<void> {
  const kept = writers(row)
  const needed = offersToAll(house) || kept.length > 0
  if (row && !needed && isPlain(row)) await Models.remove(house.db, id)
  else if (row) await Models.update(house.db, id, { updated_at: Date.now() }, kept)
  else if (needed) await Models.create(house.db, plain(id, model.name, me.user.id), [])
}

const plain = (id: string, name: string, user_id: string) => ({
  id,
  user_id,
  name,
  base_model_id: null,
  params: {},
  meta: { profile_image_url: PICTURE, description: null, capabilities: null },
  is_active: true,
})

const isPlain = ({ is_active, base_model_id, params, meta }: Models.Model): boolean =>
  is_active &&
  base_model_id === null &&
  Object.keys(params).length === 0 &&
  Object.entries(meta).every(
    ([key, value]) => value === null || (key === 'profile_image_url' && value === PICTURE),
  )

const offersToAll = (house: House): boolean =>
  [...connections(house, 'openai'), ...connections(house, 'ollama')].some(
    ({ everyone }) => everyone,
  )

/** Opens or closes all models of a connection, those to come included. */
export async function shareConnection(
  house: House,
  at: Pick<Connection, 'kind' | 'idx'>,
  everyone: boolean,
): Promise<void> {
  const { kind } = connectionAt(house, at.kind, at.idx)
  const urls = kind === 'openai' ? 'openai.api_base_urls' : 'ollama.base_urls'
  const key = kind === 'openai' ? 'openai.api_configs' : 'ollama.api_configs'
  const url = house.config.get(urls)[at.idx] ?? ''
  const all = house.config.get(key)
  await house.config.set({ [key]: { ...all, [url]: { ...all[url], everyone } } })
}
