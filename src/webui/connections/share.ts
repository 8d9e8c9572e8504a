// "Everyone may use": for one model a row without a rule, for a connection a word in its options.

import { toGrants } from '../../auth/access'
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { ModelsChanged } from '../models/schema'
import * as Models from '../models/store'
import { type Connection, connectionAt, connections } from './connection'
import type { Offered } from './model'

const PICTURE = '/static/favicon.png'

/** Opens or closes a model of the list to everyone. */
export async function shareModel(
  house: House,
  me: Principal,
  offer: Offered | undefined,
  everyone: boolean,
): Promise<void> {
  if (!offer) throw new Refusal(404, constants.MODEL_NOT_FOUND)
  const row = await Models.byId(house.db, offer.id)
  if (everyone) await show(house, me, offer, row)
  else await hide(house, me, offer, row)
  house.bus.publish(ModelsChanged, {})
}

const PUBLIC = toGrants(null)

async function show(
  { db }: House,
  { user }: Principal,
  { id, model }: Offered,
  row?: Models.Model,
) {
  if (row) await Models.update(db, id, { is_active: true, updated_at: Date.now() }, PUBLIC)
  else await Models.create(db, plain(id, model.name, user.id), PUBLIC)
}

/** A row that says nothing else goes, unless it has to stand against its whole connection. */
async function hide(
  house: House,
  me: Principal,
  { id, model }: Offered,
  row?: Models.Model,
): Promise<void> {
  const needed = offersToAll(house)
  if (row && !needed && isPlain(row)) await Models.remove(house.db, id)
  else if (row) await Models.update(house.db, id, { updated_at: Date.now() }, [])
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

const isPlain = ({ is_active, params, meta }: Models.Model): boolean =>
  is_active &&
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
