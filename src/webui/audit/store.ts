// The audit log in the database: adding, finding, forgetting.
import { type Db, type Tx, within } from '../../db'
import { and, desc, eq, gte, lt, lte, or, type SQL, sql } from '../../db/columns'
import { batches } from '../../utils/batches'
import type { Filter } from './schema'
import { type Entry, entries } from './table'

export const add = (db: Db | Tx, rows: readonly Entry[]): Promise<void> =>
  within(db, async tx => {
    for (const batch of batches(rows)) await tx.insert(entries).values(batch)
  })

/** Rows that the filter lets through, newest first, after the one with the id `before`. */
export const page = (
  db: Db,
  filter: Filter,
  limit: number,
  before?: string | undefined,
): Promise<Entry[]> =>
  db
    .select()
    .from(entries)
    .where(and(...conditions(filter), before === undefined ? undefined : lt(entries.id, before)))
    .orderBy(desc(entries.id))
    .limit(limit)

function conditions({ actor, action, target, outcome, from, to }: Filter): (SQL | undefined)[] {
  return [
    actor ? or(eq(entries.actor_id, actor), holds(entries.actor, actor)) : undefined,
    action ? or(eq(entries.action, action), begins(action)) : undefined,
    target ? holds(entries.target, target) : undefined,
    outcome ? eq(entries.outcome, outcome) : undefined,
    from === undefined ? undefined : gte(entries.at, from * 1000),
    to === undefined ? undefined : lte(entries.at, to * 1000 + 999),
  ]
}

const escaped = (words: string): string => words.replace(/[\\%_]/g, '\\$&')

const holds = (column: typeof entries.actor | typeof entries.target, words: string): SQL =>
  sql`lower(${column}) like ${`%${escaped(words.toLowerCase())}%`} escape '\\'`

/** A noun stands for all its verbs. */
const begins = (noun: string): SQL =>
  sql`${entries.action} like ${`${escaped(noun)}.%`} escape '\\'`

/** Every action that there is a row of. */
export async function actions(db: Db): Promise<string[]> {
  const rows = await db.selectDistinct({ action: entries.action }).from(entries)
  return rows.map(({ action }) => action).sort()
}

/** Removes up to `limit` rows from before a time; gives how many. */
export async function forget(db: Db, before: number, limit: number): Promise<number> {
  const gone = await db
    .delete(entries)
    .where(
      sql`${entries.id} in (select id from audit where at < ${before} order by id limit ${limit})`,
    )
    .returning({ id: entries.id })
  return gone.length
}
