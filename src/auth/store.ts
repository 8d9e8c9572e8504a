// Accounts in the database: reading, making, changing.
import { type Db, type Tx, transaction } from '../db'
import { asc, eq, sql } from '../db/columns'
import { batches } from '../utils/batches'
import { accounts, passwords, type Role, type UserRow } from './table'

export interface NewUser {
  email: string
  name: string
  role: Role
  profile_image_url: string
  /** Argon2id hash; absent for accounts that other ways in open. */
  hash?: string
}

/** Thrown by `create` when somebody else was first. */
export class NotFirst extends Error {
  override name = 'NotFirst'
}

/** Thrown by `create` when the e-mail is taken. */
export class EmailTaken extends Error {
  override name = 'EmailTaken'
}

/** One spelling of an address: trimmed, NFKC, lower-case. */
export const normal = (email: string): string => email.trim().normalize('NFKC').toLowerCase()

export const byId = (db: Db | Tx, id: string): Promise<UserRow | undefined> =>
  db.select().from(accounts).where(eq(accounts.id, id)).get()

export const byEmail = (db: Db | Tx, email: string): Promise<UserRow | undefined> =>
  db
    .select()
    .from(accounts)
    .where(eq(accounts.email, normal(email)))
    .get()

export const all = (db: Db | Tx): Promise<UserRow[]> =>
  db.select().from(accounts).orderBy(asc(accounts.created_at), asc(accounts.id)).all()

/** The first few accounts. */
export const some = (db: Db, most: number): Promise<UserRow[]> =>
  db.select().from(accounts).orderBy(asc(accounts.created_at), asc(accounts.id)).limit(most).all()

/** The account made first: it can be neither demoted nor deleted. */
export const primary = (db: Db | Tx): Promise<UserRow | undefined> =>
  db.select().from(accounts).orderBy(asc(accounts.created_at), asc(accounts.id)).limit(1).get()

export async function count(db: Db | Tx): Promise<number> {
  const row = await db.select({ n: sql<number>`count(*)` }).from(accounts).get()
  return Number(row?.n ?? 0)
}

/**
 * Makes an account; the very first becomes admin, whatever was asked. Two that come at once are
 * told apart inside the transaction. Throws `EmailTaken`, and `NotFirst` for one that is for whoever
 * is first alone.
 */
export function create(
  db: Db,
  wanted: NewUser,
  onlyFirst = false,
): Promise<{ user: UserRow; first: boolean }> {
  return transaction(db, async tx => {
    await alone(tx)
    if (onlyFirst && (await count(tx)) > 0) throw new NotFirst()
    if (await byEmail(tx, wanted.email)) throw new EmailTaken()
    return insert(tx, wanted)
  })
}

/**
 * Lets no other transaction make or rename an account until this one ends: in PostgreSQL two could
 * both count nobody, or both take one address. SQLite has one writer anyway.
 */
export async function alone(tx: Tx): Promise<void> {
  if (tx.kind === 'postgres') await tx.run(sql`lock table account in exclusive mode`)
}

/** Makes an account, after `alone`; the very first becomes admin. */
export async function insert(tx: Tx, wanted: NewUser): Promise<{ user: UserRow; first: boolean }> {
  const at = await nextMoment(tx)
  const first = at.newest === null
  const user = await put(tx, { ...wanted, role: first ? 'admin' : wanted.role }, at.now)
  if (wanted.hash) await setHash(tx, user.id, wanted.hash)
  return { user, first }
}

/**
 * Now, but after every account that there is, whatever became of the clock: the one made first stays
 * first.
 */
async function nextMoment(tx: Tx): Promise<{ now: number; newest: number | null }> {
  const row = await tx
    .select({ at: sql<number | null>`max(${accounts.created_at})` })
    .from(accounts)
    .get()
  const newest = row?.at == null ? null : Number(row.at)
  return { now: Math.max(Date.now(), (newest ?? 0) + 1), newest }
}

/** Makes many accounts, after `alone`, in a house that has one; their addresses must be free. */
export async function insertAll(tx: Tx, wanted: readonly NewUser[]): Promise<void> {
  const changed_at = Date.now()
  const { now } = await nextMoment(tx)
  for (const batch of batches(wanted.map(one => ({ row: newRow(one, now), hash: one.hash })))) {
    await tx.insert(accounts).values(batch.map(({ row }) => row))
    const own = batch.flatMap(({ row, hash }) =>
      hash ? { account_id: row.id, hash, changed_at } : [],
    )
    if (own.length > 0) await tx.insert(passwords).values(own)
  }
}

const put = (tx: Tx, wanted: NewUser, now: number): Promise<UserRow> =>
  tx.insert(accounts).values(newRow(wanted, now)).returning().get()

function newRow({ email, name, role, profile_image_url }: NewUser, now: number) {
  return {
    id: crypto.randomUUID(),
    email: normal(email),
    name,
    role,
    profile_image_url,
    created_at: now,
    updated_at: now,
    last_active_at: now,
  }
}

type Changes = Partial<
  Pick<UserRow, 'name' | 'profile_image_url' | 'role' | 'email' | 'settings' | 'info'>
>

/**
 * Gives the changed row, or nothing when the account is gone. `updated_at` stays as it is, which is
 * what the contract has; naming it lets a change of nothing hold the row.
 */
export async function update(
  db: Db | Tx,
  id: string,
  changes: Changes,
): Promise<UserRow | undefined> {
  const [row] = await db
    .update(accounts)
    .set({ ...changes, updated_at: sql`${accounts.updated_at}` })
    .where(eq(accounts.id, id))
    .returning()
  return row
}

export async function hashOf(db: Db, user_id: string): Promise<string | undefined> {
  const row = await db
    .select({ hash: passwords.hash })
    .from(passwords)
    .where(eq(passwords.account_id, user_id))
    .get()
  return row?.hash
}

export async function setHash(db: Db | Tx, user_id: string, hash: string): Promise<void> {
  const changed = { hash, changed_at: Date.now() }
  await db
    .insert(passwords)
    .values({ account_id: user_id, ...changed })
    .onConflictDoUpdate({ target: passwords.account_id, set: changed })
}
