// From queued to ended: every change of a job's state, each together with what follows from it.
import { type Db, type Tx, transaction } from '.'
import { and, asc, eq, inArray, lt, lte, type SQL, sql } from './columns'
import { type Job, type JobState, jobs } from './jobs'

/** Written in the transaction that changes the job's state. */
export type Follow = (tx: Tx, job: Job) => Promise<void>

/** How an attempt ended; `due_at` of one that begins anew, with the reason why it has to wait. */
export interface End {
  state: Exclude<JobState, 'running'>
  error: string | null
  due_at?: number
  /** It was interrupted and does not count. */
  uncounted?: boolean
}

/** How long somebody who works on a job may be silent. */
export const LEASE_MS = 15_000

const running = (job: Pick<Job, 'id' | 'holder'>): SQL | undefined =>
  and(eq(jobs.id, job.id), eq(jobs.state, 'running'), eq(jobs.holder, job.holder ?? ''))

/** Whether anything waits or runs at all. */
export async function anyOpen(db: Db): Promise<boolean> {
  const open = inArray(jobs.state, ['queued', 'running'])
  return (await db.select({ id: jobs.id }).from(jobs).where(open).limit(1)).length > 0
}

/** Takes the next job that is due; one of somebody else than `busy` first, so that nobody waits long behind a thousand. */
export async function claim(
  db: Db,
  kind: string,
  busy: string[],
  follow: Follow,
): Promise<Job | undefined> {
  const others = busy.length > 0 ? await take(db, kind, busy, follow) : undefined
  return others ?? take(db, kind, [], follow)
}

function take(db: Db, kind: string, busy: string[], follow: Follow): Promise<Job | undefined> {
  return transaction(db, async tx => {
    const now = Date.now()
    const names = sql.join(busy.map(id => sql`, ${id}`))
    const next = tx
      .select({ id: jobs.id })
      .from(jobs)
      .where(
        and(
          eq(jobs.state, 'queued'),
          eq(jobs.kind, kind),
          lte(jobs.due_at, now),
          sql`coalesce(${jobs.user_id}, '') not in ('-'${names})`,
        ),
      )
      .orderBy(asc(jobs.due_at), asc(jobs.id))
      .limit(1)
    // Copies that claim at once each take another one.
    const lock = tx.kind === 'postgres' ? sql` for update skip locked` : sql``
    const job = await tx
      .update(jobs)
      .set({
        state: 'running',
        holder: crypto.randomUUID(),
        leased_until: now + LEASE_MS,
        attempts: sql`${jobs.attempts} + 1`,
        stage: '',
        done: 0,
        total: 0,
        updated_at: now,
      })
      .where(sql`${jobs.id} = (${next.getSQL()}${lock})`)
      .returning()
      .get()
    if (job) await follow(tx, job)
    return job
  })
}

/** Says that its holder lives; false when the job is not his any more. */
export async function renew(db: Db, job: Job): Promise<boolean> {
  const leased_until = Date.now() + LEASE_MS
  return (await db.update(jobs).set({ leased_until }).where(running(job)).returning()).length > 0
}

/** Notes how far it has come; nothing when it is not its holder's any more. */
export const note = (
  db: Db,
  job: Job,
  progress: Pick<Job, 'stage' | 'done' | 'total'>,
): Promise<Job | undefined> =>
  db
    .update(jobs)
    .set({ ...progress, updated_at: Date.now() })
    .where(running(job))
    .returning()
    .get()

/** Ends an attempt; nothing when the job is not its holder's any more. */
export const end = (
  db: Db,
  job: Job,
  { state, error, due_at, uncounted }: End,
  follow: Follow,
): Promise<Job | undefined> =>
  transaction(db, async tx => {
    const now = Date.now()
    const anew = sql`${jobs.again} = 1`
    // The casts are for PostgreSQL, which takes a bare parameter for text.
    const ended = await tx
      .update(jobs)
      .set({
        state: sql`case when ${anew} then 'queued' else ${sql.raw(`'${state}'`)} end`,
        error: sql`case when ${anew} then null else cast(${error} as text) end`,
        due_at: sql`case when ${anew} then cast(${now} as bigint) else cast(${due_at ?? now} as bigint) end`,
        attempts: sql`case when ${anew} then 0 else ${jobs.attempts} - cast(${uncounted ? 1 : 0} as integer) end`,
        again: false,
        holder: null,
        updated_at: now,
      })
      .where(running(job))
      .returning()
      .get()
    if (ended) await follow(tx, ended)
    return ended
  })

/** Cancels what waits or runs; gives what was cancelled. Who works on it hears of it from its runner. */
export const cancel = (
  db: Db,
  kind: string,
  subject: string,
  follow: Follow,
): Promise<Job | undefined> =>
  transaction(db, async tx => {
    const cancelled = await tx
      .update(jobs)
      .set({ state: 'cancelled', holder: null, again: false, updated_at: Date.now() })
      .where(
        and(
          eq(jobs.kind, kind),
          eq(jobs.subject, subject),
          inArray(jobs.state, ['queued', 'running']),
        ),
      )
      .returning()
      .get()
    if (cancelled) await follow(tx, cancelled)
    return cancelled
  })

/** Queues again what a crash left behind: all that runs when nobody else can (`alone`), else what nobody speaks for. */
export async function recover(db: Db, alone: boolean): Promise<void> {
  const silent = alone ? undefined : lt(jobs.leased_until, Date.now())
  await db
    .update(jobs)
    .set({ state: 'queued', holder: null })
    .where(and(eq(jobs.state, 'running'), silent))
}

/** Ended ones that are forgotten in one go. */
const STEP = 500

/** Forgets jobs that went well before `well` and others that ended before `badly` (epoch milliseconds). */
export async function prune(db: Db, well: number, badly: number): Promise<void> {
  const over = sql`(${jobs.state} in ('done', 'cancelled') and ${jobs.updated_at} < ${well})
    or (${jobs.state} = 'failed' and ${jobs.updated_at} < ${badly})`
  for (;;) {
    const some = db.select({ id: jobs.id }).from(jobs).where(over).limit(STEP)
    const gone = await db.delete(jobs).where(inArray(jobs.id, some)).returning()
    if (gone.length < STEP) return
  }
}
