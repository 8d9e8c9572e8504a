// The files of one knowledge base a page at a time: found by name, with how far each has been read.
import type { Db } from '../../db'
import { and, eq, inArray, type SQL, sql } from '../../db/columns'
import { holds } from '../../db/holds'
import { jobs } from '../../db/jobs'
import { INGEST } from '../../retrieval/ingest'
import { knowledgeFiles } from '../../retrieval/table'
import { files } from '../../storage/table'
import { seconds } from '../../utils/time'
import { toWire } from '../files/wire'
import type { FilesPage } from './schema'

/** Names without case where they are plain letters; the whole path first, as folders have it. */
const KEYS: Record<FilesPage['sort'], SQL[]> = {
  name: [sql`lower(${knowledgeFiles.path})`, sql`lower(${files.name})`],
  added: [sql`${knowledgeFiles.added_at}`],
  size: [sql`${files.size}`],
}

export async function filesPage(db: Db, knowledge_id: string, ask: FilesPage) {
  const where = and(eq(knowledgeFiles.knowledge_id, knowledge_id), ...conditions(ask))
  const way = sql.raw(ask.order)
  const rows = await joined(db)
    .where(where)
    .orderBy(...KEYS[ask.sort].map(key => sql`${key} ${way}`), sql`${files.id} ${way}`)
    .limit(ask.limit)
    .offset(ask.skip)
  const counted = await db
    .select({ n: sql<number>`count(*)` })
    .from(knowledgeFiles)
    .innerJoin(files, eq(files.id, knowledgeFiles.file_id))
    .where(where)
    .get()
  return { data: rows.map(toRow), total: Number(counted?.n ?? 0) }
}

const conditions = ({ query, state }: FilesPage): (SQL | undefined)[] => [
  query.trim() === ''
    ? undefined
    : holds(query.trim(), sql`${files.name}`, sql`${knowledgeFiles.path}`),
  state && eq(files.state, state),
]

/** A file has at most one job that is open. */
const open = and(
  eq(jobs.kind, INGEST),
  eq(jobs.subject, files.id),
  inArray(jobs.state, ['queued', 'running']),
)

const joined = (db: Db) =>
  db
    .select({ placed: knowledgeFiles, file: files, job: jobs })
    .from(knowledgeFiles)
    .innerJoin(files, eq(files.id, knowledgeFiles.file_id))
    .leftJoin(jobs, open)

type Row = Awaited<ReturnType<typeof joined>>[number]

export type PlacedFile = ReturnType<typeof toRow>

/** A file as everywhere, with where it lies in the base. */
const toRow = ({ placed, file, job }: Row) => ({
  ...toWire({ file, job }),
  path: placed.path,
  added_at: seconds(placed.added_at),
})
