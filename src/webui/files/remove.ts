// Files that go: the row with its words and its places in knowledge bases, then the bytes.
import type { House } from '../../config/house'
import { transaction } from '../../db'
import { keyOf } from '../../storage'
import * as Files from '../../storage/files'
import * as Gone from '../../storage/gone'
import { breathe } from '../../utils/batches'
import { announce } from './keep'
import { some } from './store'

/** Removes one; the caller has asked whether he may. */
export async function removeFile(house: House, id: string): Promise<void> {
  const gone = await transaction(house.db, tx => Files.remove(tx, id))
  if (!gone) return
  announce(house, { ...gone, state: 'deleted' })
  await Gone.remove(house, [keyOf(gone)])
}

const STEP = 100

/** Removes everybody's files, but for those that messages hold. */
export async function removeAll(house: House): Promise<void> {
  for (;;) {
    const ids = await some(house.db, STEP)
    if (ids.length === 0) return
    for (const id of ids) await removeFile(house, id)
    await breathe()
  }
}
