// Groups in the database, and who is in them.
import { type Db, type Tx, within } from '../db'
import { and, asc, desc, eq, inArray, sql } from '../db/columns'
import { accounts, type GroupRow, grants, groups, members } from './table'

/** A group and the ids of the accounts in it. */
export interface Group extends GroupRow {
  user_ids: string[]
}

type Said = Pick<GroupRow, 'name' | 'description' | 'permissions'>

/** Thrown when somebody is to join who has no account. */
export class NoSuchMember extends Error {
  override name = 'NoSuchMember'
}

/** Every group, or those that one account is in; the last changed first. */
export async function all(db: Db | Tx, user_id: string | null = null): Promise<Group[]> {
  const own = db.select({ id: members.group_id }).from(members)
  const rows = await db
    .select()
    .from(groups)
    .where(
      user_id === null ? undefined : inArray(groups.id, own.where(eq(members.user_id, user_id))),
    )
    .orderBy(desc(groups.updated_at), desc(groups.id))
  const inside = Map.groupBy(await db.select().from(members), ({ group_id }) => group_id)
  return rows.map(row => ({ ...row, user_ids: ids(inside.get(row.id) ?? []) }))
}

export async function byId(db: Db | Tx, id: string): Promise<Group | undefined> {
  const row = await db.select().from(groups).where(eq(groups.id, id)).get()
  return row && { ...row, user_ids: await memberIds(db, id) }
}

/** The groups of these names; several may have the same. */
export const named = async (db: Db | Tx, names: readonly string[]): Promise<GroupRow[]> => {
  const wanted = new Set(names)
  const rows = await db.select().from(groups).orderBy(asc(groups.name), asc(groups.id))
  return rows.filter(({ name }) => wanted.has(name))
}

export async function create(db: Db | Tx, user_id: string, said: Said): Promise<Group> {
  const now = Date.now()
  const row = await db
    .insert(groups)
    .values({ id: crypto.randomUUID(), user_id, ...said, created_at: now, updated_at: now })
    .returning()
    .get()
  return { ...row, user_ids: [] }
}

/** What changed: the group as it is now, and everybody who was in it before or is after. */
export interface Change {
  group: Group
  touched: string[]
}

/**
 * Changes a group and, when ids are given, who is in it. Nothing when the group is gone. Throws
 * `NoSuchMember`, and then nothing has changed.
 */
export const update = (
  db: Db | Tx,
  id: string,
  said: Partial<Said>,
  user_ids?: readonly string[],
): Promise<Change | undefined> =>
  within(db, async tx => {
    const changed = { ...said, updated_at: Date.now() }
    const [row] = await tx.update(groups).set(changed).where(eq(groups.id, id)).returning()
    if (!row) return undefined
    const before = await memberIds(tx, id)
    const after = user_ids ? [...new Set(user_ids)] : before
    if (user_ids) await setMembers(tx, id, after)
    return { group: { ...row, user_ids: after }, touched: [...new Set([...before, ...after])] }
  })

async function setMembers(tx: Tx, group_id: string, user_ids: readonly string[]): Promise<void> {
  await tx.delete(members).where(eq(members.group_id, group_id))
  for (const batch of batches(user_ids)) {
    const known = await tx
      .select({ n: sql<number>`count(*)` })
      .from(accounts)
      .where(inArray(accounts.id, batch))
      .get()
    if (Number(known?.n) !== batch.length) throw new NoSuchMember()
    await tx.insert(members).values(batch.map(user_id => ({ group_id, user_id })))
  }
}

const BATCH = 500

const batches = (all: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(all.length / BATCH) }, (_, index) =>
    all.slice(index * BATCH, (index + 1) * BATCH),
  )

/** Puts an account into exactly these of the groups in question; gives whether that changed anything. */
export async function place(
  tx: Tx,
  user_id: string,
  wanted: ReadonlySet<string>,
  among: readonly GroupRow[],
): Promise<boolean> {
  const held = new Set(
    (await tx.select().from(members).where(eq(members.user_id, user_id))).map(row => row.group_id),
  )
  const moved = among.filter(({ id }) => held.has(id) !== wanted.has(id))
  for (const { id } of moved) {
    if (wanted.has(id)) await tx.insert(members).values({ group_id: id, user_id })
    else await tx.delete(members).where(and(eq(members.group_id, id), eq(members.user_id, user_id)))
  }
  return moved.length > 0
}

/** Removes a group and what it was granted; gives who was in it. */
export const remove = (db: Db | Tx, id: string): Promise<string[]> =>
  within(db, async tx => {
    const touched = await memberIds(tx, id)
    await tx.delete(grants).where(and(eq(grants.principal, 'group'), eq(grants.principal_id, id)))
    await tx.delete(groups).where(eq(groups.id, id))
    return touched
  })

const memberIds = async (db: Db | Tx, group_id: string): Promise<string[]> =>
  ids(await db.select().from(members).where(eq(members.group_id, group_id)))

const ids = (rows: { user_id: string }[]): string[] => rows.map(({ user_id }) => user_id).sort()
