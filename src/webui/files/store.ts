// The catalogue of files as people see it: pages of it, with words and progress.
import type { Db, Tx } from '../../db'
import { and, desc, eq, inArray, ne, or, type SQL, sql } from '../../db/columns'
import { jobs } from '../../db/jobs'
import { INGEST } from '../../retrieval/ingest'
import { type FileRow, files, fileTexts, uploads } from '../../storage/table'
import type { Known } from './wire'

export interface Wanted {
  /** Whose; everybody's when null. */
  user_id: string | null
  /** Text that names contain, in any case. */
  query: string
  /** With their words. */
  content: boolean
}

/** Where a page begins: after so many, or after that one. */
export type From = { skip: number } | { after: Pick<FileRow, 'updated_at' | 'id'> }

/** A page of files, the newest first; those that messages hold are not listed. */
export async function page(db: Db, wanted: Wanted, from: From, limit: number): Promise<Known[]> {
  const after = 'after' in from ? older(from.after) : undefined
  const rows = await known(db, wanted.content)
    .where(and(listed(wanted), after))
    .orderBy(desc(files.updated_at), desc(files.id))
    .limit(limit)
    .offset('skip' in from ? from.skip : 0)
  return rows
}

export async function count(db: Db, wanted: Wanted): Promise<number> {
  const row = await db
    .select({ count: sql<number>`count(*)` })
    .from(files)
    .where(listed(wanted))
    .get()
  return Number(row?.count ?? 0)
}

/** One file with what is known of it; nothing when it is gone. */
export const byId = (db: Db, id: string, content: boolean): Promise<Known | undefined> =>
  known(db, content).where(eq(files.id, id)).get()

/** Bytes that the account's files take, and those that it has announced. */
export async function taken(db: Db | Tx, user_id: string): Promise<number> {
  const sum = (what: SQL) =>
    sql`(select coalesce(sum(size), 0) from ${what} where user_id = ${user_id})`
  const row = await db
    .select({ bytes: sql<number>`${sum(sql`${files}`)} + ${sum(sql`${uploads}`)}` })
    .from(sql`(select 1) as one`)
    .get()
  return Number(row?.bytes ?? 0)
}

/** Ids of files that no message holds, some at a time. */
export async function some(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: files.id })
    .from(files)
    .where(ne(files.origin, 'message'))
    .limit(limit)
  return rows.map(({ id }) => id)
}

function known(db: Db, content: boolean) {
  const words = content ? sql<string | null>`${fileTexts.content}` : sql<null>`null`
  const open = and(
    eq(jobs.kind, INGEST),
    eq(jobs.subject, files.id),
    inArray(jobs.state, ['queued', 'running']),
  )
  const bases = sql<number>`(select count(*) from knowledge_file where file_id = ${files.id})`
  const job = { stage: jobs.stage, done: jobs.done, total: jobs.total }
  return db
    .select({ file: files, content: words, job, bases })
    .from(files)
    .leftJoin(jobs, open)
    .leftJoin(fileTexts, and(sql`${content ? 1 : 0} = 1`, eq(fileTexts.file_id, files.id)))
    .$dynamic()
}

function listed({ user_id, query }: Wanted): SQL | undefined {
  const pattern = `%${query.toLowerCase().replace(/[\\%_]/g, mark => `\\${mark}`)}%`
  return and(
    ne(files.origin, 'message'),
    user_id === null ? undefined : eq(files.user_id, user_id),
    query === '' ? undefined : sql`lower(${files.name}) like ${pattern} escape '\\'`,
  )
}

const older = ({ updated_at, id }: Pick<FileRow, 'updated_at' | 'id'>): SQL | undefined =>
  or(
    sql`${files.updated_at} < ${updated_at}`,
    and(eq(files.updated_at, updated_at), sql`${files.id} < ${id}`),
  )
