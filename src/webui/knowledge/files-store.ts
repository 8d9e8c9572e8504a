// Which files knowledge bases hold, in the database.
import type { Db, Tx } from '../../db'
import { and, eq, inArray, sql } from '../../db/columns'
import { knowledgeFiles } from '../../retrieval/table'
import { type FileRow, type FileState, files } from '../../storage/table'
import { slices } from '../../utils/batches'

/** A file of a base; `path` is where it lay in the folder that it came from, or empty. */
export interface Placed {
  file_id: string
  path: string
}

/** Files that came by themselves. */
export const loose = (ids: string[]): Placed[] => ids.map(file_id => ({ file_id, path: '' }))

const of = (knowledge_id: string) => eq(knowledgeFiles.knowledge_id, knowledge_id)

/**
 * Puts files into a base, or to another path in it; gives those that are there now. Files that went
 * meanwhile are left out.
 */
export async function put(tx: Tx, knowledge_id: string, placed: Placed[]): Promise<string[]> {
  const added_at = Date.now()
  const there: string[] = []
  for (const batch of slices(placed)) {
    const ids = await held(
      tx,
      batch.map(({ file_id }) => file_id),
    )
    const rows = batch.filter(({ file_id }) => ids.has(file_id))
    if (rows.length === 0) continue
    await tx
      .insert(knowledgeFiles)
      .values(
        // A millisecond apart, so that they stay in the order in which they were given.
        rows.map((row, n) => ({ knowledge_id, ...row, added_at: added_at + there.length + n })),
      )
      .onConflictDoUpdate({
        target: [knowledgeFiles.knowledge_id, knowledgeFiles.file_id],
        set: { path: sql`excluded.path` },
      })
    there.push(...rows.map(({ file_id }) => file_id))
  }
  return there
}

/** Those of the files that exist, and in PostgreSQL go on existing until the transaction ends. */
async function held(tx: Tx, ids: string[]): Promise<Set<string>> {
  const lock = tx.kind === 'postgres' ? sql` for key share` : sql``
  const rows = await tx.all<[string]>(
    sql`select ${files.id} from ${files} where ${inArray(files.id, ids)}${lock}`,
  )
  return new Set(rows.map(([id]) => id))
}

/** Takes files out of a base; gives those that were in it. */
export async function take(tx: Tx, knowledge_id: string, ids: string[]): Promise<string[]> {
  const taken: string[] = []
  for (const batch of slices(ids)) {
    const rows = await tx
      .delete(knowledgeFiles)
      .where(and(of(knowledge_id), inArray(knowledgeFiles.file_id, batch)))
      .returning({ id: knowledgeFiles.file_id })
    taken.push(...rows.map(({ id }) => id))
  }
  return taken
}

/** Takes all files out of a base; gives them. */
export async function clear(tx: Tx, knowledge_id: string): Promise<string[]> {
  const rows = await tx
    .delete(knowledgeFiles)
    .where(of(knowledge_id))
    .returning({ id: knowledgeFiles.file_id })
  return rows.map(({ id }) => id)
}

/** The ids of a base's files, in the order in which they came. */
export async function idsOf(db: Db | Tx, knowledge_id: string): Promise<string[]> {
  const rows = await db
    .select({ id: knowledgeFiles.file_id })
    .from(knowledgeFiles)
    .where(of(knowledge_id))
    .orderBy(...ARRIVAL)
  return rows.map(({ id }) => id)
}

const ARRIVAL = [knowledgeFiles.added_at, knowledgeFiles.path, knowledgeFiles.file_id]

/** The files of each of these bases, in the order in which they came. */
export async function filesOf(db: Db, bases: string[]): Promise<Map<string, FileRow[]>> {
  const found = new Map<string, FileRow[]>(bases.map(id => [id, []]))
  for (const some of slices(bases)) {
    const rows = await db
      .select({ base: knowledgeFiles.knowledge_id, file: files })
      .from(knowledgeFiles)
      .innerJoin(files, eq(files.id, knowledgeFiles.file_id))
      .where(inArray(knowledgeFiles.knowledge_id, some))
      .orderBy(...ARRIVAL)
    for (const { base, file } of rows) found.get(base)?.push(file)
  }
  return found
}

export async function count(db: Db | Tx, knowledge_id: string): Promise<number> {
  const n = sql<number>`count(*)`
  const row = await db.select({ n }).from(knowledgeFiles).where(of(knowledge_id)).get()
  return Number(row?.n ?? 0)
}

/** Whether a base holds a file. */
export async function holdsFile(db: Db | Tx, knowledge_id: string, id: string): Promise<boolean> {
  const one = and(of(knowledge_id), eq(knowledgeFiles.file_id, id))
  return (await db.select().from(knowledgeFiles).where(one).get()) !== undefined
}

/** Whether a base holds another file with the same words. */
export async function twin(db: Db, knowledge_id: string, file: FileRow): Promise<boolean> {
  if (file.text_hash === null) return false
  const row = await db
    .select({ id: files.id })
    .from(knowledgeFiles)
    .innerJoin(files, eq(files.id, knowledgeFiles.file_id))
    .where(and(of(knowledge_id), eq(files.text_hash, file.text_hash)))
    .limit(1)
    .get()
  return row !== undefined
}

/** What a base holds, and how far the reading of it has come. */
export interface Tally {
  count: number
  bytes: number
  states: Partial<Record<FileState, number>>
}

export const NOTHING: Tally = { count: 0, bytes: 0, states: {} }

/** Counts the files of each of these bases, in one statement for five hundred. */
export async function tally(db: Db, bases: string[]): Promise<Map<string, Tally>> {
  const found = new Map<string, Tally>()
  for (const some of slices(bases)) {
    const rows = await db
      .select({
        base: knowledgeFiles.knowledge_id,
        state: files.state,
        n: sql<number>`count(*)`,
        bytes: sql<number>`sum(${files.size})`,
      })
      .from(knowledgeFiles)
      .innerJoin(files, eq(files.id, knowledgeFiles.file_id))
      .where(inArray(knowledgeFiles.knowledge_id, some))
      .groupBy(knowledgeFiles.knowledge_id, files.state)
    for (const { base, state, n, bytes } of rows) {
      const { count, bytes: before, states } = found.get(base) ?? NOTHING
      const now = { count: count + Number(n), bytes: before + Number(bytes) }
      found.set(base, { ...now, states: { ...states, [state]: Number(n) } })
    }
  }
  return found
}
