// What the providers of one kind offer: kept in memory, refreshed behind whoever reads it, each provider for itself.
import type { House } from '../../config/house'
import { findEgress } from '../../net/failure'
import { ModelsChanged } from '../models/schema'
import { type Connection, connections, isInitial, type Kind } from './connection'

/** One entry of a provider's list, as it came, under the provider's id. */
export interface Entry {
  id: string
  data: Record<string, unknown>
}

/** What a provider said of itself. */
export interface Answer {
  entries: readonly Entry[]
  version?: string | undefined
}

/** A connection that is on, and what it last answered; a provider that went away keeps its list. */
export interface Listing extends Answer {
  connection: Connection
}

/** The lists at one moment; the same object until one of them changes. */
export interface Content {
  listings: readonly Listing[]
  /** Epoch milliseconds. */
  made_at: number
}

export type State = 'ok' | 'slow' | 'down' | 'off' | 'unknown'

/** How a connection does. */
export interface Health {
  connection: Connection
  state: State
  /** Why it is down, in words for an admin. */
  error?: string
  models: number
  /** Epoch milliseconds of its last answer or failure; 0 when it was never asked. */
  checked_at: number
}

/** Asks one provider; throws when it does not answer as it should. */
export type Ask = (connection: Connection) => Promise<Answer>

/** An answer is not asked for again for this long. */
const FRESH_MS = 3000
/** How long readers wait for a provider that has never answered. */
const FIRST_MS = 1000
/** An answer that takes longer is called slow. */
const SLOW_MS = 1000

interface Slot {
  connection: Connection
  answer: Answer | null
  hash: bigint
  error: string | null
  took: number
  checked_at: number
  /** When the running call began, or the last one that did. */
  asked_at: number
  running: Promise<void> | null
}

export class Catalog {
  readonly kind: Kind
  readonly #house: House
  readonly #ask: Ask
  #known: readonly Connection[] | null = null
  #slots: Slot[] = []
  #content: Content = { listings: [], made_at: 0 }

  constructor(house: House, kind: Kind, ask: Ask) {
    this.#house = house
    this.kind = kind
    this.#ask = ask
  }

  /**
   * The lists as they are known, and a refresh behind when they are older than three seconds. Waits,
   * a second at most, only while a provider has never answered.
   */
  async read(): Promise<Content> {
    this.#start()
    await patience(this.#slots.filter(slot => slot.checked_at === 0))
    return this.#content
  }

  /** The same, but waits, a second at most, for every refresh that is under way. */
  async readFresh(): Promise<Content> {
    this.#start()
    await patience(this.#slots)
    return this.#content
  }

  /** The lists as they are known, for whoever may not cause calls again and again: only who never answered is asked. */
  async readOnce(): Promise<Content> {
    this.#follow()
    for (const slot of this.#slots) if (!slot.answer && this.#isStale(slot)) this.#refresh(slot)
    await patience(this.#slots.filter(slot => slot.checked_at === 0))
    return this.#content
  }

  /** The lists as they are known; calls nobody. */
  peek(): Content {
    this.#follow()
    return this.#content
  }

  /** How each connection does, those that are off included; calls nobody. */
  health(): Health[] {
    this.#follow()
    return this.#slots.map(slot => ({
      connection: slot.connection,
      state: stateOf(slot),
      ...(slot.error !== null && { error: slot.error }),
      models: slot.connection.enabled ? (slot.answer?.entries.length ?? 0) : 0,
      checked_at: slot.checked_at,
    }))
  }

  isDown(connection: Connection): boolean {
    return this.#slots.some(slot => slot.connection === connection && slot.error !== null)
  }

  /** Asks all again, however fresh their answers; for when something was just changed. */
  async refresh(): Promise<Content> {
    // What is under way may have been answered before the change.
    await patience(this.#slots)
    for (const slot of this.#slots) if (!slot.running) slot.asked_at = Number.NEGATIVE_INFINITY
    return this.readFresh()
  }

  #start(): void {
    this.#follow()
    for (const slot of this.#slots) if (this.#isStale(slot)) this.#refresh(slot)
  }

  /** Takes changed settings over; a connection whose address and key stayed keeps its answer. */
  #follow(): void {
    const now = connections(this.#house, this.kind)
    if (now === this.#known) return
    const isFirst = this.#known === null
    this.#known = now
    const before = [...this.#slots]
    this.#slots = now.map(connection => {
      const at = before.findIndex(slot => isSame(slot.connection, connection))
      const [kept] = at === -1 ? [] : before.splice(at, 1)
      return kept ? Object.assign(kept, { connection }) : empty(connection)
    })
    this.#gather()
    if (!isFirst) this.#announce()
  }

  #isStale({ connection, asked_at, running }: Slot): boolean {
    return connection.enabled && !running && performance.now() - asked_at >= FRESH_MS
  }

  #refresh(slot: Slot): void {
    slot.asked_at = performance.now()
    const wasDown = slot.error !== null
    const running = this.#ask(slot.connection)
      .then(
        answer => this.#take(slot, answer),
        error => this.#fail(slot, error),
      )
      .finally(() => {
        slot.took = performance.now() - slot.asked_at
        slot.checked_at = Date.now()
        if (slot.running === running) slot.running = null
        if (wasDown !== (slot.error !== null)) this.#announce()
      })
    slot.running = running
  }

  #take(slot: Slot, answer: Answer): void {
    slot.error = null
    const hash = Bun.hash.wyhash(JSON.stringify(answer))
    if (slot.answer && hash === slot.hash) return
    slot.answer = answer
    slot.hash = hash
    if (!this.#slots.includes(slot)) return
    this.#gather()
    this.#announce()
  }

  #fail(slot: Slot, error: unknown): void {
    const egress = findEgress(error)
    const reason = egress ? `${egress.message}.` : String(Object(error).message)
    if (slot.error === null) {
      const log = this.#house.log.component(this.kind)
      const facts = { connection: slot.connection.idx, reason }
      // Nobody chose the address that a fresh Hearth starts with.
      if (isInitial(this.#house, this.kind)) log.debug(facts, 'provider is down')
      else log.warn(facts, 'provider is down')
    }
    slot.error = reason
  }

  #gather(): void {
    this.#content = {
      made_at: Date.now(),
      listings: this.#slots
        .filter(({ connection }) => connection.enabled)
        .map(({ connection, answer }) => ({ connection, ...(answer ?? { entries: [] }) })),
    }
  }

  #announce(): void {
    this.#house.bus.publish(ModelsChanged, {})
  }
}

/** Waits until all running calls have ended, or the last of them is a second old. */
async function patience(slots: readonly Slot[]): Promise<void> {
  const waiting = slots.filter(({ running }) => running)
  if (waiting.length === 0) return
  const until = Math.max(...waiting.map(({ asked_at }) => asked_at)) + FIRST_MS
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, Math.max(0, until - performance.now()))
  await Promise.race([promise, Promise.all(waiting.map(({ running }) => running))])
  clearTimeout(timer)
}

const isSame = (a: Connection, b: Connection): boolean =>
  a.url === b.url && a.key === b.key && Bun.deepEquals(a.model_ids, b.model_ids)

const empty = (connection: Connection): Slot => ({
  connection,
  answer: null,
  hash: 0n,
  error: null,
  took: 0,
  checked_at: 0,
  asked_at: Number.NEGATIVE_INFINITY,
  running: null,
})

function stateOf({ connection, error, running, checked_at, took, asked_at }: Slot): State {
  if (!connection.enabled) return 'off'
  if (error !== null) return 'down'
  const taken = running ? performance.now() - asked_at : took
  if (taken > SLOW_MS) return 'slow'
  return checked_at === 0 ? 'unknown' : 'ok'
}
