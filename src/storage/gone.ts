// What is to go from the store: noted in the database first, so that a crash leaves no bytes behind.
import type { House } from '../config/house'
import type { Db, Tx } from '../db'
import { eq, lte } from '../db/columns'
import { batches } from '../utils/batches'
import { storage } from '.'
import { gone } from './table'

/** Notes keys whose bytes are to go from `due_at` (epoch milliseconds) on; at once unless given. */
export async function note(db: Db | Tx, keys: string[], due_at = Date.now()): Promise<void> {
  const rows = keys.map(key => ({ key, due_at }))
  for (const batch of batches(rows)) await db.insert(gone).values(batch).onConflictDoNothing()
}

export async function forget(db: Db | Tx, key: string): Promise<void> {
  await db.delete(gone).where(eq(gone.key, key))
}

/** Removes what is noted under the keys; what the store does not remove now, a later sweep does. */
export async function remove(house: House, keys: string[]): Promise<void> {
  try {
    for (const key of keys) await removeOne(house, key)
  } catch (error) {
    house.log.component('main').warn({ err: error }, 'bytes of files are removed later')
  }
}

async function removeOne(house: House, key: string): Promise<void> {
  await storage(house).remove(key)
  await forget(house.db, key)
}

/** Removes everything that is due: what a crash, or a store that did not answer, left behind. */
export async function sweep(house: House): Promise<void> {
  const due = await house.db.select().from(gone).where(lte(gone.due_at, Date.now()))
  for (const { key } of due) await removeOne(house, key)
}
