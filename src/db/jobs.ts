// The job queue: work that outlives a request and a crash.
import type { Db, Tx } from '.'
import { and, bool, desc, eq, integer, json, sql, table, text, time } from './columns'

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

export const jobs = table('job', {
  id: text().primaryKey(),
  kind: text().notNull(),
  /** The id of what is worked on. */
  subject: text().notNull(),
  user_id: text(),
  state: text().$type<JobState>().notNull(),
  /** What is being done, a word for the page: `reading`, `embedding`. */
  stage: text().notNull(),
  done: integer().notNull(),
  total: integer().notNull(),
  data: json<Record<string, unknown>>().notNull(),
  /** How often it was begun. */
  attempts: integer().notNull(),
  /** Why it failed, or has to wait, for people. */
  error: text(),
  due_at: time().notNull(),
  /** Who works on it, anew each time; he says again and again that he lives, or somebody else takes it. */
  holder: text(),
  leased_until: time().notNull(),
  /** It was asked for once more while it ran. */
  again: bool().notNull(),
  created_at: time().notNull(),
  updated_at: time().notNull(),
})

export type Job = typeof jobs.$inferSelect

export type NewJob = Pick<Job, 'kind' | 'subject'> &
  Partial<Pick<Job, 'user_id' | 'data' | 'due_at'>>

/**
 * Queues a job, in the transaction that makes it needed. One that is queued already stays the only
 * one; one that runs begins anew when it has ended.
 */
export async function enqueue(db: Db | Tx, job: NewJob): Promise<Job> {
  const now = Date.now()
  const { kind, subject, user_id = null, data = {}, due_at = now } = job
  const runs = sql`${jobs.state} = 'running'`
  const queued = await db
    .insert(jobs)
    .values({
      ...FRESH,
      id: Bun.randomUUIDv7('hex', now),
      kind,
      subject,
      user_id,
      data,
      due_at,
      created_at: now,
      updated_at: now,
    })
    .onConflictDoUpdate({
      target: [jobs.kind, jobs.subject],
      // Written out: PostgreSQL finds no index by a parameter.
      targetWhere: sql.raw(`state in ('queued', 'running')`),
      set: {
        data,
        due_at,
        error: null,
        again: sql`case when ${runs} then 1 else 0 end`,
        attempts: sql`case when ${runs} then ${jobs.attempts} else 0 end`,
      },
    })
    .returning()
    .get()
  if ('engine' in db) wake(db)
  else db.after(wake)
  return queued
}

const FRESH = {
  state: 'queued' as const,
  stage: '',
  done: 0,
  total: 0,
  attempts: 0,
  error: null,
  holder: null,
  leased_until: 0,
  again: false,
}

const wakers = new WeakMap<Db, () => void>()
const wake = (db: Db): void => wakers.get(db)?.()

/** Calls `work` whenever something was queued here. */
export function onQueued(db: Db, work: () => void): () => void {
  wakers.set(db, work)
  return () => void wakers.delete(db)
}

/** The newest job of that kind on that subject. */
export const latest = (db: Db | Tx, kind: string, subject: string): Promise<Job | undefined> =>
  db
    .select()
    .from(jobs)
    .where(and(eq(jobs.kind, kind), eq(jobs.subject, subject)))
    .orderBy(desc(jobs.created_at), desc(jobs.id))
    .limit(1)
    .get()
