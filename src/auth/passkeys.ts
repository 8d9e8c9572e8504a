// Passkeys in the database: what each account signs in with instead of a password.
import type { Db } from '../db'
import { and, asc, eq, lt } from '../db/columns'
import { passkeys } from './table'

export type PasskeyRow = typeof passkeys.$inferSelect

export const byUser = (db: Db, account_id: string): Promise<PasskeyRow[]> =>
  db
    .select()
    .from(passkeys)
    .where(eq(passkeys.account_id, account_id))
    .orderBy(asc(passkeys.created_at), asc(passkeys.id))
    .all()

export const byId = (db: Db, id: string): Promise<PasskeyRow | undefined> =>
  db.select().from(passkeys).where(eq(passkeys.id, id)).get()

/** False when there is one of that id already. */
export async function add(db: Db, row: Omit<PasskeyRow, 'created_at' | 'used_at'>) {
  const made = await db
    .insert(passkeys)
    .values({ ...row, created_at: Date.now() })
    .onConflictDoNothing()
    .returning({ id: passkeys.id })
  return made.length > 0
}

const own = (account_id: string, id: string) =>
  and(eq(passkeys.account_id, account_id), eq(passkeys.id, id))

/** False when the account has none of that id. */
export async function rename(db: Db, account_id: string, id: string, name: string) {
  const rows = await db.update(passkeys).set({ name }).where(own(account_id, id)).returning()
  return rows.length > 0
}

/** False when the account has none of that id. */
export async function remove(db: Db, account_id: string, id: string): Promise<boolean> {
  const rows = await db.delete(passkeys).where(own(account_id, id)).returning()
  return rows.length > 0
}

/**
 * Notes a use with the authenticator's own count of uses; false when that count has been seen
 * before, as a copied key would show it. Authenticators that do not count always say 0.
 */
export async function used(db: Db, id: string, counter: number): Promise<boolean> {
  const fresh = counter === 0 ? eq(passkeys.counter, 0) : lt(passkeys.counter, counter)
  const rows = await db
    .update(passkeys)
    .set({ counter, used_at: Date.now() })
    .where(and(eq(passkeys.id, id), fresh))
    .returning({ id: passkeys.id })
  return rows.length > 0
}
