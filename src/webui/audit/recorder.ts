// Writes what happened into the audit log: in batches, behind the write queue, never in anybody's way.
import { Happened, type Happening } from '../../auth/schema'
import type { House } from '../../config/house'
import { breathe } from '../../utils/batches'
import { DAY } from '../../utils/time'
import { Repeats } from './repeats'
import * as Audit from './store'
import type { Entry } from './table'

const PAUSE_MS = 1000
/** Rows that wait while the database cannot be written. */
const MOST = 20_000
const SWEEP = 500
const LONGEST = 300

export interface Figures {
  /** By outcome. */
  written: Record<Happening['outcome'], number>
  /** Lost because the database could not be written for too long. */
  dropped: number
  waiting: number
}

export class Recorder {
  readonly figures: Figures = {
    written: { done: 0, refused: 0, failed: 0 },
    dropped: 0,
    waiting: 0,
  }
  readonly #house: House
  readonly #repeats = new Repeats()
  #waiting: Entry[] = []
  #turn: Promise<void> = Promise.resolve()
  #timer: Timer | undefined

  constructor(house: House) {
    this.#house = house
  }

  /** Follows the bus; gives the closer, which writes what waits. */
  open(): () => Promise<void> {
    const off = this.#house.bus.subscribe(Happened, said => this.take(said))
    return async () => {
      // Routes tell what they did a turn after their answer has left.
      await breathe()
      off()
      for (const { said, times } of this.#repeats.due(Date.now(), true)) this.#push(said, times)
      await this.flush()
      clearTimeout(this.#timer)
    }
  }

  take(said: Happening): void {
    if (this.#repeats.admits(said)) this.#push(said, 1)
    this.#wake()
  }

  /** Resolves when everything that was taken is written, or the database refused it. */
  flush(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#write())
    return this.#turn
  }

  /** Forgets what is older than the settings say; gives how many rows. */
  async sweep(now = Date.now()): Promise<number> {
    const before = now - this.#house.config.get('audit.days') * DAY
    let gone = 0
    for (;;) {
      const some = await Audit.forget(this.#house.db, before, SWEEP)
      gone += some
      if (some < SWEEP) return gone
      await breathe()
    }
  }

  #push(said: Happening, times: number): void {
    this.#waiting.push(entryOf(said, times))
    if (this.#waiting.length > MOST) {
      this.#waiting.shift()
      this.figures.dropped++
    }
    this.figures.waiting = this.#waiting.length
  }

  #wake(): void {
    if (this.#timer) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      for (const { said, times } of this.#repeats.due(Date.now())) this.#push(said, times)
      void this.flush().then(() => {
        if (this.#waiting.length > 0 || this.#repeats.size > 0) this.#wake()
      })
    }, PAUSE_MS)
    this.#timer.unref()
  }

  async #write(): Promise<void> {
    const rows = this.#waiting
    if (rows.length === 0) return
    this.#waiting = []
    try {
      await Audit.add(this.#house.db, rows)
      for (const { outcome } of rows) this.figures.written[outcome]++
    } catch (error) {
      this.#waiting = [...rows, ...this.#waiting]
      this.#house.log.component('main').error({ err: error }, 'the audit log cannot be written')
    }
    this.figures.waiting = this.#waiting.length
  }
}

const entryOf = (said: Happening, times: number): Entry => ({
  id: Bun.randomUUIDv7('hex', said.at),
  at: said.at,
  action: said.action,
  actor_id: said.actor_id,
  actor: cut(said.actor),
  target: cut(said.target),
  address: cut(said.address) ?? '',
  outcome: said.outcome,
  detail: cut(said.detail),
  request_id: said.request_id,
  times,
})

/** People type the strangest e-mail addresses: one line, without NUL, not too long. */
function cut(text: string | null): string | null {
  return text === null ? null : text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, LONGEST)
}
