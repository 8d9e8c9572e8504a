// What is done to knowledge bases as wholes: making, changing, emptying and deleting one.
import { owns, toGrants } from '../../auth/access'
import { permitted } from '../../auth/permissions'
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { type Tx, transaction } from '../../db'
import { Refusal } from '../../utils/refusal'
import { ModelsChanged } from '../models/schema'
import { owned, writable } from './access'
import { announce, announceFiles, tellIndex } from './announce'
import * as Files from './files-store'
import { forget } from './forget'
import { addable, addables } from './membership'
import { release } from './release'
import type { KnowledgeForm, NewKnowledge } from './schema'
import * as Knowledge from './store'

export async function create(house: House, me: Principal, form: typeof NewKnowledge._output) {
  if (!permitted(house, me, 'workspace.knowledge')) throw new Refusal(401, constants.UNAUTHORIZED)
  const { name, description, data, access_control } = form
  const ids = await addable(house, me, data?.file_ids ?? [])
  const base = await transaction(house.db, async tx => {
    const made = { name, description, user_id: me.user.id }
    const row = await Knowledge.create(tx, made, toGrants(access_control))
    await Files.put(tx, row.id, Files.loose(ids))
    return row
  })
  await announceFiles(house, base)
  return { base, ids }
}

/** Sharing is for the owner and admins; who else may write leaves it as it is. */
export async function update(house: House, me: Principal, id: string, form: KnowledgeForm) {
  const before = await writable(house, me, id)
  const { name, description, data, access_control } = form
  const wanted = data?.file_ids
  const held = wanted ? await Files.idsOf(house.db, id) : []
  const kept = new Set(held)
  // Who saves a list that he read may name files that went meanwhile.
  const fresh = await addables(house, me, wanted?.filter(file => !kept.has(file)) ?? [])
  const shares = access_control !== undefined && owns(me, before)
  const base = await transaction(house.db, async tx => {
    const given = shares ? toGrants(access_control) : undefined
    const row = await Knowledge.update(tx, id, { name, description }, given)
    if (row && wanted) await set(tx, id, held, wanted, fresh)
    return row
  })
  if (!base) throw new Refusal(400, constants.NOT_FOUND)
  if (wanted) tellIndex(house, id)
  await announce(house, shares ? [base, before] : [base])
  return base
}

/** Makes the list of files what is wanted; what leaves it is not deleted. */
async function set(tx: Tx, id: string, held: string[], wanted: string[], fresh: string[]) {
  const stays = new Set(wanted)
  const leaves = held.filter(file => !stays.has(file))
  await Files.take(tx, id, leaves)
  await Files.put(tx, id, Files.loose(fresh))
}

/** Takes all files out of a base; they stay where they are. */
export async function reset(house: House, me: Principal, id: string) {
  await owned(house, me, id)
  const base = await transaction(house.db, async tx => {
    await Files.clear(tx, id)
    return Knowledge.update(tx, id, {})
  })
  if (!base) throw new Refusal(400, constants.NOT_FOUND)
  await announceFiles(house, base)
  return base
}

/** Deletes a base; its files too, where that is asked for and nothing else holds them. */
export async function remove(house: House, me: Principal, id: string, files: boolean) {
  const base = await owned(house, me, id)
  const { held, models } = await transaction(house.db, async tx => {
    const held = await Files.clear(tx, id)
    await Knowledge.remove(tx, id)
    return { held, models: await forget(tx, id) }
  })
  if (files) await release(house, me.user.id, held)
  await announceFiles(house, base, 'deleted')
  if (models) house.bus.publish(ModelsChanged, {})
  return true
}
