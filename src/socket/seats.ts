// Sockets of signed-in people, on both doors: each sits under a session and goes when that goes.
import type { Somebody } from '../auth/access'
import { owesFactor } from '../auth/bounds'
import { resolvePrincipal } from '../auth/principal'
import { SessionsEnded, UserChanged } from '../auth/schema'
import { alive } from '../auth/sessions'
import type { SessionRow } from '../auth/table'
import { brief } from '../auth/wire'
import type { House } from '../config/house'
import { Refusal } from '../utils/refusal'

/** A principal that a token opened; API keys open no socket. */
export interface Sitter extends Somebody {
  session: SessionRow
  /** Has to set up a second factor before he may hear anything. */
  owes: boolean
}

export interface Seat {
  readonly id: string
  /** As of the last check. */
  sitter: Sitter
  /** Role, name or picture are others now. */
  changed(): void
  /** The session is over: say so and close. */
  ended(): void
}

/** Ends sessions that another process ended, and those that ran out. */
const SWEEP_MS = 15_000

export class Seats {
  #byUser = new Map<string, Set<Seat>>()
  #checks: Promise<unknown> | null = null
  readonly #house: House

  constructor(house: House) {
    this.#house = house
  }

  /** Who the token stands for, or null when it does not hold. */
  async admit(token: string): Promise<Sitter | null> {
    try {
      const me = await resolvePrincipal(this.#house, token)
      const { user, groups, session } = me
      return session && { user, groups, session, owes: owesFactor(this.#house, me) }
    } catch (error) {
      if (!(error instanceof Refusal)) this.#fail(error)
      return null
    }
  }

  /** False when the account has too many sockets already. */
  take(seat: Seat): boolean {
    const { id } = seat.sitter.user
    const mine = this.#byUser.get(id) ?? new Set()
    if (mine.size >= this.#house.env.SOCKETS_PER_USER) return false
    this.#byUser.set(id, mine.add(seat))
    // The session may have ended since the token was looked at, when nobody sat here to be told.
    void this.#checkAll([seat])
    return true
  }

  leave(seat: Seat): void {
    const { id } = seat.sitter.user
    const mine = this.#byUser.get(id)
    mine?.delete(seat)
    if (mine?.size === 0) this.#byUser.delete(id)
  }

  /** Asks the database again; the seat is told what changed. True while the session lives. */
  async check(seat: Seat): Promise<boolean> {
    const found = await alive(this.#house.db, seat.sitter.session.id)
    if (!this.#sits(seat)) return false
    if (!found) {
      this.#end(seat)
      return false
    }
    const before = seat.sitter
    const { account: user, groups, session, secured } = found
    const owes = owesFactor(this.#house, { user, session, secured })
    seat.sitter = { user, groups, session, owes }
    if (differs(before, seat.sitter)) seat.changed()
    return true
  }

  /** Everybody verified, once however many sockets he has. */
  people(): Sitter[] {
    return [...this.#byUser.values()].flatMap(mine =>
      [...mine]
        .map(({ sitter }) => sitter)
        .filter(verified)
        .slice(0, 1),
    )
  }

  /** Runs `act` now, or after the checks under way, so that nobody hears what he lost the right to. */
  afterChecks(act: () => void): void {
    if (this.#checks) void this.#checks.then(act)
    else act()
  }

  /** Listens for sessions that end and accounts that change; gives the function that stops it. */
  watch(sweep = SWEEP_MS): () => void {
    const { bus, config } = this.#house
    const offs = [
      config.onChange(keys => {
        if (keys.has('auth.second_factor')) this.#hold(this.#checkAll(this.#all()))
      }),
      bus.subscribe(SessionsEnded, ({ user_id, session_ids }) => {
        for (const seat of this.#of(user_id)) {
          if (session_ids?.includes(seat.sitter.session.id) ?? true) this.#end(seat)
        }
      }),
      bus.subscribe(UserChanged, ({ user_id, gone }) => {
        const seats = this.#of(user_id)
        if (gone) for (const seat of seats) this.#end(seat)
        else this.#hold(this.#checkAll(seats))
      }),
    ]
    const timer = setInterval(() => void this.#checkAll(this.#all()), sweep)
    timer.unref()
    return () => {
      clearInterval(timer)
      for (const off of offs) off()
    }
  }

  #of = (user_id: string): Seat[] => [...(this.#byUser.get(user_id) ?? [])]
  #all = (): Seat[] => [...this.#byUser.values()].flatMap(mine => [...mine])
  #sits = (seat: Seat): boolean => this.#byUser.get(seat.sitter.user.id)?.has(seat) ?? false

  #end(seat: Seat): void {
    if (!this.#sits(seat)) return
    this.leave(seat)
    seat.ended()
  }

  #hold(check: Promise<void>): void {
    const all: Promise<unknown> = Promise.all([this.#checks, check]).finally(() => {
      if (this.#checks === all) this.#checks = null
    })
    this.#checks = all
  }

  async #checkAll(seats: Seat[]): Promise<void> {
    for (const seat of seats) {
      await this.check(seat).catch(error => this.#fail(error))
    }
  }

  #fail(error: unknown): void {
    this.#house.log.component('socket').error({ err: error }, 'a session could not be checked')
  }
}

const differs = (before: Sitter, now: Sitter): boolean =>
  before.owes !== now.owes || JSON.stringify(brief(before.user)) !== JSON.stringify(brief(now.user))

/** Who waits for an admin, or still owes a second factor: his sockets hear of nothing but himself. */
export const verified = ({ user, owes }: Sitter): boolean => user.role !== 'pending' && !owes
