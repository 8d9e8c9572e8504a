// Saved settings in the database; the only SQL about them.
import { type Db, type Tx, transaction } from '../db'
import { inArray, sql } from '../db/columns'
import { type SettingRow, setting } from './table'

/** Every row. By hand, since the query builder's first use would cost every start 4 ms. */
export async function all(db: Db): Promise<SettingRow[]> {
  const rows = await db.engine.read(
    'select key, value, env_hash, origin, updated_at from setting',
    [],
  )
  return (rows as Fields[]).map(([key, value, env_hash, origin, updated_at]) => ({
    key,
    value,
    env_hash,
    origin,
    updated_at: Number(updated_at),
  }))
}

/** The same through the query builder, also inside a transaction. */
export const list = (db: Db | Tx): Promise<SettingRow[]> => db.select().from(setting)

type Fields = [
  key: string,
  value: string,
  env_hash: string | null,
  origin: SettingRow['origin'],
  updated_at: number | string,
]

/** Writes rows over those of the same keys. */
export async function put(db: Db | Tx, rows: SettingRow[]): Promise<void> {
  if (rows.length === 0) return
  await db
    .insert(setting)
    .values(rows)
    .onConflictDoUpdate({
      target: setting.key,
      set: {
        value: sql`excluded.value`,
        env_hash: sql`excluded.env_hash`,
        origin: sql`excluded.origin`,
        updated_at: sql`excluded.updated_at`,
      },
    })
}

/** Puts rows in place of whatever there is. */
export const replace = (db: Db, rows: SettingRow[]): Promise<void> =>
  transaction(db, async tx => {
    await tx.delete(setting)
    await put(tx, rows)
  })

/** Removes the rows of these keys. */
export async function remove(db: Db | Tx, keys: readonly string[]): Promise<void> {
  await db.delete(setting).where(inArray(setting.key, [...keys]))
}
