// Does the jobs: some of each kind at once, again after passing troubles, on from where a crash came.
import { DAY, HOUR } from '../utils/time'
import type { Db } from '.'
import { type Complain, type Handler, JobRun } from './job-run'
import * as States from './job-states'
import { type Job, onQueued } from './jobs'

export type { Handler, Work } from './job-run'

/** Who else may have enqueued, or died, is looked for that often. */
const LOOK_MS = 5000
const PRUNE_MS = HOUR

export class JobRunner {
  readonly #db: Db
  readonly #complain: Complain
  readonly #handlers = new Map<string, Handler>()
  readonly #runs = new Map<string, JobRun>()
  readonly #later = new Set<Timer>()
  #open = false
  #woken = false
  #round: Promise<void> | undefined
  #pruned = 0

  constructor(db: Db, complain: Complain) {
    this.#db = db
    this.#complain = complain
  }

  handle(kind: string, handler: Handler): void {
    this.#handlers.set(kind, handler)
  }

  /**
   * Begins with what a crash left behind: `alone`, as in the locked folder of an SQLite file, all that
   * seems to run. Gives the closer, which puts back what is under way.
   */
  async open(alone = this.#db.kind === 'sqlite'): Promise<() => Promise<void>> {
    await States.recover(this.#db, alone)
    this.#open = true
    const off = onQueued(this.#db, () => this.wake())
    const timer = setInterval(() => void this.#look(), LOOK_MS)
    timer.unref()
    this.wake()
    return async () => {
      off()
      clearInterval(timer)
      await this.#close()
    }
  }

  /** Looks for what is due. */
  wake(): void {
    if (!this.#open) return
    this.#woken = true
    this.#round ??= this.#rounds()
      .catch(error => this.#complain(error))
      .finally(() => {
        this.#round = undefined
        if (this.#woken) this.wake()
      })
  }

  /** Cancels what waits or runs on the subject; false when nothing does. */
  async cancel(kind: string, subject: string): Promise<boolean> {
    const handler = this.#handlers.get(kind)
    const job = await States.cancel(this.#db, kind, subject, followOf(handler))
    if (!job) return false
    this.#runs.get(job.id)?.stop('cancelled')
    handler?.tell?.(job)
    return true
  }

  async #close(): Promise<void> {
    this.#open = false
    this.#woken = false
    for (const timer of this.#later) clearTimeout(timer)
    await this.#round
    const runs = [...this.#runs.values()]
    for (const run of runs) run.stop('closing')
    await Promise.all(runs.map(run => run.ended))
  }

  async #look(): Promise<void> {
    try {
      if (!(await States.anyOpen(this.#db))) return await this.#prune()
      await States.recover(this.#db, false)
      this.wake()
    } catch (error) {
      if (this.#open) this.#complain(error)
    }
  }

  async #prune(): Promise<void> {
    const now = Date.now()
    if (now - this.#pruned < PRUNE_MS) return
    this.#pruned = now
    await States.prune(this.#db, now - DAY, now - 30 * DAY)
  }

  async #rounds(): Promise<void> {
    while (this.#woken && this.#open) {
      this.#woken = false
      for (const [kind, handler] of this.#handlers) await this.#fill(kind, handler)
    }
  }

  /** Takes jobs of the kind while there is room for them. */
  async #fill(kind: string, handler: Handler): Promise<void> {
    for (;;) {
      const mine = [...this.#runs.values()].filter(run => run.job.kind === kind)
      if (mine.length >= handler.width || !this.#open) return
      const busy = mine.flatMap(({ job }) => job.user_id ?? [])
      const job = await States.claim(this.#db, kind, busy, followOf(handler))
      if (!job) return
      this.#begin(job, handler)
    }
  }

  #begin(job: Job, handler: Handler): void {
    const run = new JobRun(this.#db, job, handler, this.#complain)
    this.#runs.set(job.id, run)
    void run.ended.then(again => {
      this.#runs.delete(job.id)
      if (again === undefined) return this.wake()
      const timer = setTimeout(() => {
        this.#later.delete(timer)
        this.wake()
      }, again)
      this.#later.add(timer)
      this.wake()
    })
  }
}

const followOf = (handler: Handler | undefined): States.Follow =>
  handler?.follow?.bind(handler) ?? (async () => {})
