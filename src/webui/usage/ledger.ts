// Adds up what is used, in memory first: a call costs a look into a map, the database a write now and then.
import type { House } from '../../config/house'
import { breathe } from '../../utils/batches'
import { dayAfter, today } from '../../utils/day'
import { perObject } from '../../utils/once'
import { pricesOf } from './prices'
import * as Usage from './store'
import type { Kind, UsageRow } from './table'

const PAUSE_MS = 2000
const SWEEP = 500

export type Outcome = 'done' | 'stopped' | 'failed'

/** Whose call it was, of what, where. */
export interface Caller {
  user_id: string
  model: string
  connection: string
  kind: Kind
}

export interface Tokens {
  prompt: number
  completion: number
  /** How many of them nobody counted. */
  estimated: number
}

type Sums = Record<Outcome | 'prompt' | 'completion', number>

export interface Figures {
  /** Calls that go on now. */
  running: number
  /** Ended calls and their tokens. */
  kinds: Map<Kind, Sums>
  /** Calls that a budget refused. */
  refused: number
}

export class Ledger {
  readonly figures: Figures = { running: 0, kinds: new Map(), refused: 0 }
  readonly #house: House
  #waiting = new Map<string, UsageRow>()
  #turn: Promise<unknown> = Promise.resolve()
  #timer: Timer | undefined

  constructor(house: House) {
    this.#house = house
  }

  /** Notes a call that has ended; gives what it cost, in billionths of the currency. */
  note(caller: Caller, outcome: Outcome, tokens: Tokens): number {
    const cost = pricesOf(this.#house).cost(caller.model, tokens.prompt, tokens.completion)
    const row = this.#row(caller)
    row.calls++
    if (outcome !== 'done') row[outcome]++
    row.prompt_tokens += tokens.prompt
    row.completion_tokens += tokens.completion
    row.estimated_tokens += tokens.estimated
    row.cost += cost
    const sums = this.#sums(caller.kind)
    sums[outcome]++
    sums.prompt += tokens.prompt
    sums.completion += tokens.completion
    this.#timer ??= this.#later()
    return cost
  }

  /** Resolves when everything noted so far is written, or the database refused it. */
  flush(): Promise<void> {
    return this.inTurn(async () => undefined)
  }

  /**
   * Writes what was noted until `before` is called, then reads, with nothing else written meanwhile:
   * what is noted from then on is all that the reading misses.
   */
  inTurn<T>(read: () => Promise<T>, before: () => void = () => {}): Promise<T> {
    const turn = this.#turn.then(async () => {
      before()
      await this.#write()
      return read()
    })
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  /** Forgets days that are older than the settings say. */
  async sweep(): Promise<void> {
    const before = dayAfter(today(), -this.#house.config.get('usage.days'))
    while ((await Usage.forget(this.#house.db, before, SWEEP)) === SWEEP) await breathe()
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer)
    await this.flush()
  }

  #row(caller: Caller): UsageRow {
    const day = today()
    const key = `${day}\n${caller.user_id}\n${caller.kind}\n${caller.connection}\n${caller.model}`
    const known = this.#waiting.get(key)
    if (known) return known
    const row: UsageRow = {
      day,
      ...caller,
      calls: 0,
      failed: 0,
      stopped: 0,
      prompt_tokens: 0,
      completion_tokens: 0,
      estimated_tokens: 0,
      cost: 0,
    }
    this.#waiting.set(key, row)
    return row
  }

  #sums(kind: Kind): Sums {
    const known = this.figures.kinds.get(kind)
    if (known) return known
    const made = { done: 0, stopped: 0, failed: 0, prompt: 0, completion: 0 }
    this.figures.kinds.set(kind, made)
    return made
  }

  #later(): Timer {
    const timer = setTimeout(() => {
      this.#timer = undefined
      void this.flush()
    }, PAUSE_MS)
    timer.unref()
    return timer
  }

  async #write(): Promise<void> {
    const rows = this.#waiting
    if (rows.size === 0) return
    this.#waiting = new Map()
    try {
      await Usage.add(this.#house.db, [...rows.values()])
    } catch (error) {
      this.#restore(rows)
      this.#timer ??= this.#later()
      this.#house.log.component('main').error({ err: error }, 'usage cannot be written')
    }
  }

  #restore(rows: Map<string, UsageRow>): void {
    for (const [key, row] of rows) {
      const since = this.#waiting.get(key)
      if (!since) {
        this.#waiting.set(key, row)
        continue
      }
      since.calls += row.calls
      since.failed += row.failed
      since.stopped += row.stopped
      since.prompt_tokens += row.prompt_tokens
      since.completion_tokens += row.completion_tokens
      since.estimated_tokens += row.estimated_tokens
      since.cost += row.cost
    }
  }
}

/** The ledger of this house. */
export const ledgerOf = perObject((house: House) => new Ledger(house))
