// Passages that no longer answer: only marked, since taking them away is slow.
import type { Db, Tx } from '../db'
import { and, eq } from '../db/columns'
import { chunkSets } from './table'

/** Marks the passages of a generation, or of one file in it, for `sweep` to take. */
export async function forget(db: Db | Tx, generation: number, file_id?: string): Promise<void> {
  const of = eq(chunkSets.generation, generation)
  await db
    .update(chunkSets)
    .set({ state: 'gone' })
    .where(file_id === undefined ? of : and(of, eq(chunkSets.file_id, file_id)))
}
