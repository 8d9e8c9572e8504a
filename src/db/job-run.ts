// One attempt at a job: kept alive, told of as it goes on, and ended one way or another.
import { type Paced, paced } from '../utils/pace'
import type { Db } from '.'
import * as States from './job-states'
import type { Job } from './jobs'

/** How the jobs of a kind are done. */
export interface Handler {
  /** How many at once, in this copy of Hearth. */
  width: number
  /** Does one. Throws the signal's reason soon after that is raised. */
  run(work: Work): Promise<void>
  /** What else is written with each change of state, in its transaction. */
  follow?: States.Follow
  /** Tells of a change of state or progress, after it is written. */
  tell?(job: Job): void
  /** Whether it may go well another time. */
  passing?(error: unknown): boolean
  /** What people are told of an error that was to be expected. */
  words?(error: unknown): string | undefined
}

/** What a handler works with. */
export interface Work {
  job: Job
  /** Raised when the job is cancelled, taken away or Hearth is about to end. */
  signal: AbortSignal
  /** How far it has come; written and told twice a second at most. */
  progress(stage: string, done: number, total: number): void
}

/** Hears of errors that nobody expected. */
export type Complain = (error: unknown, job?: Job) => void

type Stop = 'cancelled' | 'closing' | 'lost'
type Progress = Pick<Job, 'stage' | 'done' | 'total'>

const PROGRESS_MS = 500
/** How often a job is begun, counting crashes of the whole server and passing troubles together. */
const MOST_ATTEMPTS = 8
const FIRST_PAUSE_MS = 1000
const GROWTH = 4
const LONGEST_PAUSE_MS = 600_000
/** A handler that does not heed its signal is left behind. */
const PATIENCE_MS = 3000

const UNEXPECTED = 'Something went wrong on the server. Its log has the reason.'
const EXHAUSTED = 'This was tried again and again, and each time the server stopped before its end.'

/** 1 s after the first attempt, then 4 s, 16 s and so on, ten minutes at most. */
const pauseAfter = (attempts: number): number =>
  Math.min(FIRST_PAUSE_MS * GROWTH ** (attempts - 1), LONGEST_PAUSE_MS)

export class JobRun {
  readonly job: Job
  /** After how many milliseconds it is to be begun again, if it is. Never rejects. */
  readonly ended: Promise<number | undefined>
  readonly #db: Db
  readonly #handler: Handler
  readonly #complain: Complain
  readonly #ending = new AbortController()
  #stop: Stop | undefined
  readonly #progress: Paced<Progress>

  constructor(db: Db, job: Job, handler: Handler, complain: Complain) {
    this.#db = db
    this.job = job
    this.#handler = handler
    this.#complain = complain
    this.#progress = paced(PROGRESS_MS, progress => this.#write(progress))
    this.ended = this.#run().catch(error => {
      complain(error, job)
      return undefined
    })
  }

  stop(reason: Stop): void {
    this.#stop ??= reason
    this.#ending.abort(new DOMException(`The job was ${reason}.`, 'AbortError'))
  }

  async #run(): Promise<number | undefined> {
    this.#handler.tell?.(this.job)
    const alive = setInterval(() => void this.#renew(), States.LEASE_MS / 3)
    const outcome = await this.#work()
    clearInterval(alive)
    await this.#progress.end()
    return this.#settle(outcome)
  }

  async #work(): Promise<{ error?: unknown }> {
    try {
      if (this.job.attempts > MOST_ATTEMPTS) throw new Error(EXHAUSTED)
      const { signal } = this.#ending
      const progress: Work['progress'] = (stage, done, total) =>
        this.#progress.note({ stage, done, total })
      await Promise.race([this.#handler.run({ job: this.job, signal, progress }), left(signal)])
      return {}
    } catch (error) {
      return { error }
    }
  }

  async #settle(outcome: { error?: unknown }): Promise<number | undefined> {
    if (this.#stop === 'cancelled' || this.#stop === 'lost') return undefined
    const verdict = this.#verdict(outcome)
    const follow = this.#handler.follow ?? (async () => {})
    const ended = await States.end(this.#db, this.job, verdict, follow).catch(error => {
      this.#unwritten(error)
      throw error
    })
    if (!ended) return undefined
    this.#handler.tell?.(ended)
    return ended.state === 'queued' ? Math.max(0, ended.due_at - Date.now()) : undefined
  }

  /** The database takes nothing: the job begins anew when its lease has ended, and who waits hears why. */
  #unwritten(error: unknown): void {
    const words = this.#handler.words?.(error) ?? UNEXPECTED
    this.#handler.tell?.({ ...this.job, state: 'queued', error: words })
  }

  #verdict(outcome: { error?: unknown }): States.End {
    if (!('error' in outcome)) return { state: 'done', error: null }
    const { error } = outcome
    if (this.#stop === 'closing') return { state: 'queued', error: null, uncounted: true }
    const { attempts } = this.job
    const words = attempts > MOST_ATTEMPTS ? EXHAUSTED : this.#handler.words?.(error)
    if (words === undefined) this.#complain(error, this.job)
    if (this.#handler.passing?.(error) && attempts < MOST_ATTEMPTS)
      return {
        state: 'queued',
        error: words ?? UNEXPECTED,
        due_at: Date.now() + pauseAfter(attempts),
      }
    return { state: 'failed', error: words ?? UNEXPECTED }
  }

  async #renew(): Promise<void> {
    try {
      if (!(await States.renew(this.#db, this.job))) this.stop('lost')
    } catch (error) {
      this.#complain(error, this.job)
    }
  }

  async #write(progress: Progress): Promise<void> {
    try {
      const noted = await States.note(this.#db, this.job, progress)
      if (noted) this.#handler.tell?.(noted)
      else this.stop('lost')
    } catch (error) {
      this.#complain(error, this.job)
    }
  }
}

/** Fails when the handler is still at work some time after its signal. */
async function left(signal: AbortSignal): Promise<never> {
  await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }))
  await new Promise<void>(resolve => setTimeout(resolve, PATIENCE_MS).unref())
  throw signal.reason
}
