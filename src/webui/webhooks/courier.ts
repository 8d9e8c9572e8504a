// Tells the webhook what happened: behind every request, one after the other, again when it fails.
import { SignedUp } from '../../auth/schema'
import type { UserRow } from '../../auth/table'
import type { House } from '../../config/house'
import { perObject } from '../../utils/once'
import { HOUR } from '../../utils/time'
import { type Outcome, send } from './send'
import * as Deliveries from './store'
import type { Delivery } from './table'

const FIRST_PAUSE_MS = 1000
const GROWTH = 6

/** How long to wait after that many failed attempts: 1 s, 6 s, 36 s and so on, an hour at most. */
const pauseAfter = (attempts: number): number =>
  Math.min(FIRST_PAUSE_MS * GROWTH ** (attempts - 1), HOUR)

export class Courier {
  readonly #house: House
  readonly #ending = new AbortController()
  #timer: Timer | undefined
  #woken = false
  #round: Promise<void> | undefined

  constructor(house: House) {
    this.#house = house
  }

  /** Tells who signs up from now on, and in a moment what a stop left over. Gives the closer. */
  open(): () => Promise<void> {
    const off = this.#house.bus.subscribe(SignedUp, ({ user_id }) => {
      this.#take(user_id).catch(error => this.#complain(error))
    })
    this.#sleep(FIRST_PAUSE_MS)
    return async () => {
      off()
      this.#ending.abort()
      clearTimeout(this.#timer)
      await this.#round
    }
  }

  /** Looks for what is due. */
  wake(): void {
    clearTimeout(this.#timer)
    this.#woken = true
    this.#round ??= this.#rounds()
      .catch(error => this.#complain(error))
      .finally(() => {
        this.#round = undefined
        if (this.#woken && !this.#ending.signal.aborted) this.wake()
      })
  }

  /** Tells it at once and once only, and gives what came of it. */
  async test(user: UserRow): Promise<Outcome & { ms: number }> {
    const { db } = this.#house
    const begun = performance.now()
    const id = Bun.randomUUIDv7()
    const outcome = await send(this.#house, { id, action: 'test' }, user, this.#ending.signal)
    await Deliveries.note(db, { id, action: 'test', user_id: user.id, ...outcome })
    return { ...outcome, ms: Math.round(performance.now() - begun) }
  }

  async #take(user_id: string): Promise<void> {
    const { db, config } = this.#house
    if (config.get('webhook_url') === '') return
    const taken = await Deliveries.add(db, 'signup', user_id)
    if (!taken) throw new Error('too many messages wait for the webhook')
    this.wake()
  }

  /** Who wakes it during a round may have come too late for that one. */
  async #rounds(): Promise<void> {
    while (this.#woken && !this.#ending.signal.aborted) {
      this.#woken = false
      await this.#deliver()
    }
  }

  async #deliver(): Promise<void> {
    for (;;) {
      const due = await Deliveries.next(this.#house.db)
      if (!due || this.#ending.signal.aborted) return
      const wait = due.delivery.due_at - Date.now()
      if (wait > 0) return this.#sleep(wait)
      await this.#attempt(due.delivery, due.user)
    }
  }

  #sleep(ms: number): void {
    this.#timer = setTimeout(() => this.wake(), ms)
    this.#timer.unref()
  }

  async #attempt(delivery: Delivery, user: UserRow): Promise<void> {
    const { db, config, log } = this.#house
    const { status, error } = await send(this.#house, delivery, user, this.#ending.signal)
    const attempts = delivery.attempts + 1
    const over = attempts >= config.get('webhook.attempts')
    const state = error === null ? 'sent' : over ? 'failed' : 'waiting'
    const due_at = Date.now() + pauseAfter(attempts)
    await Deliveries.change(db, delivery.id, { state, attempts, status, error, due_at })
    if (state !== 'waiting') await Deliveries.prune(db)
    if (error === null) return
    const facts = { delivery: delivery.id, attempts, status, reason: error }
    if (over) log.component('webhook').error(facts, 'the webhook was not told')
    else log.component('webhook').warn(facts, 'the webhook could not be told, once more later')
  }

  /** What could not be done stays in the database; the next message or start tries again. */
  #complain(error: unknown): void {
    if (this.#ending.signal.aborted) return
    this.#house.log.component('webhook').error({ err: error }, 'the webhook could not be told')
  }
}

/** The courier of this house. */
export const courier = perObject((house: House) => new Courier(house))
