// Counts the changes to a noun: the same number means that what was read of it still holds.
import type { Db, Tx } from '.'
import { eq, integer, sql, table, text } from './columns'

const revisions = table('revision', {
  noun: text().primaryKey(),
  number: integer().notNull(),
})

/** Counts a change, in the transaction that makes it. */
export async function bump(tx: Tx, noun: string): Promise<void> {
  await tx
    .insert(revisions)
    .values({ noun, number: 1 })
    .onConflictDoUpdate({
      target: revisions.noun,
      set: { number: sql`${revisions.number} + 1` },
    })
}

/** How many changes of a noun there have been; prepared, for those who ask often. */
export function revisionOf(db: Db, noun: string): () => Promise<number> {
  const asked = db
    .select({ number: revisions.number })
    .from(revisions)
    .where(eq(revisions.noun, noun))
    .prepare()
  return async () => Number((await asked.get())?.number ?? 0)
}
