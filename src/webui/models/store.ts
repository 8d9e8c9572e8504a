// Rows about models and their grants in the database.
import type { Grant } from '../../auth/access'
import { setGrants } from '../../auth/access'
import { grants } from '../../auth/table'
import { type Db, type Tx, transaction, within } from '../../db'
import { and, eq } from '../../db/columns'
import { bump, revisionOf } from '../../db/revisions'
import { perObject } from '../../utils/once'
import { models } from './table'

export type ModelRow = typeof models.$inferSelect

/** A row with who may read and write it. */
export type Model = ModelRow & { grants: readonly Grant[] }

type Said = Pick<ModelRow, 'name' | 'params' | 'meta' | 'is_active'>

const NOUN = 'model'

/** How many changes there have been; the same number means the same rows and grants. */
export const revision = (db: Db): Promise<number> => counted(db)()

// Prepared once a database: every list of models asks.
const counted = perObject((db: Db) => revisionOf(db, NOUN))

export async function all(db: Db | Tx): Promise<Model[]> {
  const rows = await db.select().from(models).orderBy(models.created_at, models.id)
  const given = await db.select().from(grants).where(eq(grants.resource, NOUN))
  const byId = Map.groupBy(given, grant => grant.resource_id)
  return rows.map(row => ({ ...row, grants: byId.get(row.id) ?? [] }))
}

export async function byId(db: Db, id: string): Promise<Model | undefined> {
  const row = await db.select().from(models).where(eq(models.id, id)).get()
  return row && { ...row, grants: await grantsOf(db, id) }
}

const grantsOf = (db: Db | Tx, id: string): Promise<Grant[]> =>
  db
    .select()
    .from(grants)
    .where(and(eq(grants.resource, NOUN), eq(grants.resource_id, id)))

/** Makes a row; nothing when the id is taken. */
export const create = (
  db: Db | Tx,
  made: Said & Pick<ModelRow, 'id' | 'user_id' | 'base_model_id'>,
  given: readonly Grant[],
): Promise<Model | undefined> =>
  within(db, async tx => {
    const now = Date.now()
    const [row] = await tx
      .insert(models)
      .values({ ...made, created_at: now, updated_at: now })
      .onConflictDoNothing()
      .returning()
    if (!row) return undefined
    await setGrants(tx, NOUN, row.id, given)
    await bump(tx, NOUN)
    return { ...row, grants: given }
  })

/** Changes a row, and its grants when some are given. Gives the row, or nothing when it is gone. */
export const update = (
  db: Db | Tx,
  id: string,
  said: Partial<Said & Pick<ModelRow, 'updated_at'>>,
  given?: readonly Grant[],
): Promise<Model | undefined> =>
  within(db, async tx => {
    const [row] = await tx.update(models).set(said).where(eq(models.id, id)).returning()
    if (!row) return undefined
    if (given) await setGrants(tx, NOUN, id, given)
    await bump(tx, NOUN)
    return { ...row, grants: given ?? (await grantsOf(tx, id)) }
  })

export const remove = (db: Db | Tx, id: string): Promise<void> =>
  within(db, async tx => {
    await tx.delete(models).where(eq(models.id, id))
    await setGrants(tx, NOUN, id, [])
    await bump(tx, NOUN)
  })

export const removeAll = (db: Db): Promise<void> =>
  transaction(db, async tx => {
    await tx.delete(models)
    await tx.delete(grants).where(eq(grants.resource, NOUN))
    await bump(tx, NOUN)
  })
