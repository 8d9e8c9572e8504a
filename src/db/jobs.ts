// The job queue: work that outlives a request and a crash.
import type { Db, Tx } from '.'
import { integer, json, table, text, time } from './columns'

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
  attempts: integer().notNull(),
  /** Why it failed, for people. */
  error: text(),
  due_at: time().notNull(),
  leased_until: time().notNull(),
  created_at: time().notNull(),
  updated_at: time().notNull(),
})

export type Job = typeof jobs.$inferSelect

export type NewJob = Pick<Job, 'kind' | 'subject'> &
  Partial<Pick<Job, 'user_id' | 'data' | 'due_at'>>

/** Queues a job, in the transaction that makes it needed; the one that is queued already when there is one. */
export function enqueue(_db: Db | Tx, _job: NewJob): Promise<Job> {
  throw new Error('to be written')
}
