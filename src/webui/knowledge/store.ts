// Knowledge bases and who may read and write them, in the database.
import { type Grant, setGrants } from '../../auth/access'
import { accounts, grants, members } from '../../auth/table'
import { type Db, type Tx, within } from '../../db'
import { and, eq, inArray, or, sql } from '../../db/columns'
import { slices } from '../../utils/batches'
import { forget } from './forget'
import { type KnowledgeRow, knowledge } from './table'

/** How grants name knowledge bases. */
export const NOUN = 'knowledge'

/** A knowledge base with who may read and write it. */
export type Base = KnowledgeRow & { grants: readonly Grant[] }

type Said = Pick<KnowledgeRow, 'name' | 'description'>

export async function byId(db: Db | Tx, id: string): Promise<Base | undefined> {
  const row = await db.select().from(knowledge).where(eq(knowledge.id, id)).get()
  return row && { ...row, grants: (await grantsOf(db, [id])).get(id) ?? [] }
}

/** The grants on each of these bases. */
export async function grantsOf(db: Db | Tx, ids: string[]): Promise<Map<string, Grant[]>> {
  const given: (typeof grants.$inferSelect)[] = []
  for (const batch of slices(ids)) {
    const some = and(eq(grants.resource, NOUN), inArray(grants.resource_id, batch))
    given.push(...(await db.select().from(grants).where(some)))
  }
  return Map.groupBy(given, ({ resource_id }) => resource_id)
}

export async function create(
  tx: Tx,
  made: Said & Pick<KnowledgeRow, 'user_id'>,
  given: readonly Grant[],
): Promise<Base> {
  const now = Date.now()
  const row = { id: crypto.randomUUID(), ...made, meta: null, created_at: now, updated_at: now }
  await tx.insert(knowledge).values(row)
  await setGrants(tx, NOUN, row.id, given)
  return { ...row, grants: given }
}

/** Changes what is said of a base, and its grants when some are given; nothing when it is gone. */
export async function update(
  tx: Tx,
  id: string,
  said: Partial<Said>,
  given?: readonly Grant[],
): Promise<Base | undefined> {
  const changed = { ...said, updated_at: Date.now() }
  const [row] = await tx.update(knowledge).set(changed).where(eq(knowledge.id, id)).returning()
  if (!row) return undefined
  if (given) await setGrants(tx, NOUN, id, given)
  return { ...row, grants: given ?? (await grantsOf(tx, [id])).get(id) ?? [] }
}

export async function remove(tx: Tx, id: string): Promise<void> {
  await tx.delete(knowledge).where(eq(knowledge.id, id))
  await setGrants(tx, NOUN, id, [])
}

/** Removes every base there is, out of the models that refer to it, too; gives their ids. Files stay. */
export const removeAll = (db: Db | Tx): Promise<string[]> =>
  within(db, async tx => {
    const rows = await tx.delete(knowledge).returning({ id: knowledge.id })
    await tx.delete(grants).where(eq(grants.resource, NOUN))
    for (const { id } of rows) await forget(tx, id)
    return rows.map(({ id }) => id)
  })

/** Removes the bases of an account that goes; gives their ids. */
export async function removeOf(tx: Tx, user_id: string): Promise<string[]> {
  const own = tx.select({ id: knowledge.id }).from(knowledge).where(eq(knowledge.user_id, user_id))
  await tx.delete(grants).where(and(eq(grants.resource, NOUN), inArray(grants.resource_id, own)))
  const rows = await tx
    .delete(knowledge)
    .where(eq(knowledge.user_id, user_id))
    .returning({ id: knowledge.id })
  return rows.map(({ id }) => id)
}

/** Who sees a base: its owner, admins, and whom a grant names; null is everybody. */
export async function audience(
  db: Db | Tx,
  { user_id, grants: given }: Pick<Base, 'user_id' | 'grants'>,
): Promise<string[] | null> {
  if (given.some(({ principal }) => principal === 'everyone')) return null
  const named = (kind: Grant['principal']) =>
    given.filter(({ principal }) => principal === kind).map(({ principal_id }) => principal_id)
  const inside = db
    .select({ id: members.user_id })
    .from(members)
    .where(inArray(members.group_id, ['', ...named('group')]))
  const rows = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      or(
        sql`${accounts.role} = 'admin'`,
        inArray(accounts.id, [user_id, ...named('user')]),
        inArray(accounts.id, inside),
      ),
    )
  return rows.map(({ id }) => id)
}
