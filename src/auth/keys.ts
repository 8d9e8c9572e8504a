// API keys: made once, kept as hashes, several an account.
import { randomBytes } from 'node:crypto'
import { type Db, type Tx, transaction } from '../db'
import { and, asc, eq, sql } from '../db/columns'
import { Unchanged } from '../db/unchanged'
import { sha256 } from '../utils/hash'
import { perObject } from '../utils/once'
import { secured } from './factors'
import { type Membership, memberships } from './memberships'
import * as Accounts from './store'
import { accounts, apiKeys, type UserRow } from './table'

export type KeyRow = typeof apiKeys.$inferSelect

/** The name of the key behind the contract's single-key routes. */
export const DEFAULT_KEY = 'default'

/** As many hex digits as the contract's keys have. */
const BYTES = 16

export const isKey = (credential: string): boolean => credential.startsWith('sk-')

/** What a key is bound to. */
export type Bounds = Pick<KeyRow, 'scope' | 'models' | 'expires_at'>

/** What a key is that nobody bound: the contract's own. */
export const UNBOUND: Bounds = { scope: 'all', models: null, expires_at: null }

/** An account has so many at most. */
export const MOST = 50

/** Thrown by `create` when the account has all the keys that it may have. */
export class TooMany extends Error {
  override name = 'TooMany'
}

/**
 * Makes a key and gives its text, the only time it can be seen; replaces the one of that name. Throws
 * `TooMany`.
 */
export async function create(
  db: Db,
  user_id: string,
  name: string,
  bounds: Bounds = UNBOUND,
): Promise<string> {
  const key = `sk-${randomBytes(BYTES).toString('hex')}`
  await transaction(db, async tx => {
    // In PostgreSQL it holds whoever makes one at the same time until this one is counted.
    await Accounts.update(tx, user_id, {})
    const held = await byUser(tx, user_id)
    if (held.length >= MOST && !held.some(other => other.name === name)) throw new TooMany()
    await tx.delete(apiKeys).where(and(eq(apiKeys.account_id, user_id), eq(apiKeys.name, name)))
    await tx.insert(apiKeys).values({
      id: crypto.randomUUID(),
      account_id: user_id,
      name,
      hash: sha256(key),
      hint: key.slice(-4),
      created_at: Date.now(),
      ...bounds,
    })
  })
  return key
}

export const named = (db: Db, user_id: string, name: string): Promise<KeyRow | undefined> =>
  db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.account_id, user_id), eq(apiKeys.name, name)))
    .get()

export const byUser = (db: Db | Tx, user_id: string): Promise<KeyRow[]> =>
  db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.account_id, user_id))
    .orderBy(asc(apiKeys.created_at), asc(apiKeys.id))
    .all()

export async function remove(db: Db, user_id: string, name: string): Promise<void> {
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
  secured: boolean
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
    .select({ key: apiKeys, user: accounts, groups: memberships(db), secured: secured() })
    .from(apiKeys)
    .innerJoin(accounts, eq(accounts.id, apiKeys.account_id))
    .where(eq(apiKeys.hash, sql.placeholder('hash')))
    .prepare(),
)
