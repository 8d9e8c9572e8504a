// Usage and prices in the database.
import { type Db, transaction } from '../../db'
import { asc, eq, sql } from '../../db/columns'
import { batches } from '../../utils/batches'
import { type PriceRow, prices, type UsageRow, usage } from './table'

const COUNTED = [
  'calls',
  'failed',
  'stopped',
  'prompt_tokens',
  'completion_tokens',
  'estimated_tokens',
  'cost',
] as const

const added = Object.fromEntries(
  COUNTED.map(name => [name, sql.raw(`"usage"."${name}" + excluded."${name}"`)]),
)

/** Adds to what the rows of those days hold. */
export const add = (db: Db, rows: readonly UsageRow[]): Promise<void> =>
  transaction(db, async tx => {
    for (const batch of batches(rows)) {
      await tx
        .insert(usage)
        .values(batch)
        .onConflictDoUpdate({
          target: [usage.day, usage.user_id, usage.model, usage.connection, usage.kind],
          set: added,
        })
    }
  })

/** Removes up to `limit` rows of days before one; gives how many. */
export async function forget(db: Db, before: string, limit: number): Promise<number> {
  const gone =
    await db.values(sql`delete from usage where (day, user_id, model, connection, kind) in (
    select day, user_id, model, connection, kind from usage where day < ${before} limit ${limit})
    returning 1`)
  return gone.length
}

export const allPrices = (db: Db): Promise<PriceRow[]> =>
  db.select().from(prices).orderBy(asc(prices.model))

export async function setPrice(db: Db, price: PriceRow): Promise<void> {
  const { model, ...set } = price
  await db.insert(prices).values(price).onConflictDoUpdate({ target: prices.model, set })
}

export async function removePrice(db: Db, model: string): Promise<boolean> {
  const gone = await db.delete(prices).where(eq(prices.model, model)).returning()
  return gone.length > 0
}
