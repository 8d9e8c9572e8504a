// The words of a file: for who reads them, and anew from who may change them.
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { transaction } from '../../db'
import { ingest } from '../../retrieval/ingest'
import * as Files from '../../storage/files'
import { changeable, readable } from './access'
import { announce } from './keep'
import { settled } from './settled'

/** The words, with the offsets at which pages begin; none while they are not known. */
export async function textOf(house: House, me: Principal, id: string) {
  const { state, name, type } = await readable(house, me, id)
  const text = await Files.textOf(house.db, id)
  const { content = '', unit = null, pages = [] } = text ?? {}
  return { name, type, state, content, unit, pages }
}

/** Puts other words in place of those that were read, and answers when they can be searched. */
export async function changeText(
  house: House,
  me: Principal,
  id: string,
  content: string,
  signal: AbortSignal,
) {
  const file = await changeable(house, me, id)
  const queued = await transaction(house.db, async tx => {
    // The job first, as its runner does: the other way round the two could wait for each other.
    const row = await ingest(tx, file)
    await Files.setText(tx, id, { content, unit: null, pages: [] })
    return row
  })
  if (queued) announce(house, queued)
  await settled(house, id, signal)
  return { content }
}
