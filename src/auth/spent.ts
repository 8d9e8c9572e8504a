// Things that count once, in every running Hearth on the database: attempts that came back, logout tokens.
import type { Db } from '../db'
import { lt } from '../db/columns'
import { sha256 } from '../utils/hash'
import { spent } from './table'

/** Spends a thing, named so that no other has its name; false when it was spent before. */
export async function spend(db: Db, name: string, expires_at: number): Promise<boolean> {
  await db.delete(spent).where(lt(spent.expires_at, Date.now()))
  const rows = await db
    .insert(spent)
    .values({ hash: sha256(name), expires_at })
    .onConflictDoNothing()
    .returning()
  return rows.length > 0
}
