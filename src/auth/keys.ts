// API keys: made once, kept as hashes, several an account.
import type { Db, Tx } from '../db'
import { and, eq, sql } from '../db/columns'
import { Unchanged } from '../db/unchanged'
import { sha256 } from '../utils/hash'
import { perObject } from '../utils/once'
import { type Membership, memberships } from './memberships'
import { accounts, apiKeys, type UserRow } from './table'

export type KeyRow = typeof apiKeys.$inferSelect

/** The name of the key behind the contract's single-key routes. */
export const DEFAULT_KEY = 'default'

export const isKey = (credential: string): boolean => credential.startsWith('sk-')

/** Makes a key and gives its text, the only time it can be seen; replaces the one of that name. */
export async function create(db: Db | Tx, user_id: string, name: string): Promise<string> {
  const key = `sk-${crypto.randomUUID().replaceAll('-', '')}`
  await remove(db, user_id, name)
  await db.insert(apiKeys).values({
    id: crypto.randomUUID(),
    account_id: user_id,
    name,
    hash: sha256(key),
    hint: key.slice(-4),
    created_at: Date.now(),
  })
  return key
}

export const named = (db: Db, user_id: string, name: string): Promise<KeyRow | undefined> =>
  db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.account_id, user_id), eq(apiKeys.name, name)))
    .get()

export const byUser = (db: Db, user_id: string): Promise<KeyRow[]> =>
  db.select().from(apiKeys).where(eq(apiKeys.account_id, user_id)).all()

export async function remove(db: Db | Tx, user_id: string, name: string): Promise<void> {
  await db.delete(apiKeys).where(and(eq(apiKeys.account_id, user_id), eq(apiKeys.name, name)))
}

export async function removeById(db: Db, user_id: string, id: string): Promise<boolean> {
  const rows = await db
    .delete(apiKeys)
    .where(and(eq(apiKeys.account_id, user_id), eq(apiKeys.id, id)))
    .returning({ id: apiKeys.id })
  return rows.length > 0
}

export interface Opened {
  key: KeyRow
  user: UserRow
  groups: readonly Membership[]
}

/** The account a key opens, or nothing. */
export function owner(db: Db, key: string): Promise<Opened | undefined> {
  const hash = sha256(key)
  return known(db).get(hash, () => find(db).get({ hash }))
}

const REMEMBERED = 1000

// These run on every request that a key signs.
const known = perObject((db: Db) => new Unchanged<Opened | undefined>(db, REMEMBERED))

const find = perObject((db: Db) =>
  db
    .select({ key: apiKeys, user: accounts, groups: memberships(db) })
    .from(apiKeys)
    .innerJoin(accounts, eq(accounts.id, apiKeys.account_id))
    .where(eq(apiKeys.hash, sql.placeholder('hash')))
    .prepare(),
)
