// Folds refusals that repeat, so that nobody can fill the log by knocking.
import type { Happening } from '../../auth/schema'

/** Equal refusals within this time are one row; of one address at most so many different ones. */
const SPAN_MS = 60_000
const PER_ADDRESS = 30
const IN_ALL = 2000

interface Held {
  /** Epoch milliseconds of the first. */
  since: number
  last: Happening
  /** Those after the first, which was written at once. */
  times: number
}

export class Repeats {
  readonly #held = new Map<string, Held>()
  readonly #kinds = new Map<string, number>()

  /** Kinds of refusal that are remembered. */
  get size(): number {
    return this.#held.size
  }

  /** Whether to write it at once; if not, it is counted. What people do is always written. */
  admits(said: Happening): boolean {
    if (said.outcome !== 'refused') return true
    const key = this.#keyOf(said)
    const held = this.#held.get(key)
    if (!held) {
      this.#held.set(key, { since: said.at, last: said, times: 0 })
      this.#kinds.set(said.address, (this.#kinds.get(said.address) ?? 0) + 1)
      return true
    }
    held.times++
    held.last = said
    return false
  }

  /** What was counted and whose time is over; everything at the end. */
  due(now: number, all = false): { said: Happening; times: number }[] {
    const due: { said: Happening; times: number }[] = []
    for (const [key, { since, last, times }] of this.#held) {
      if (!all && now - since < SPAN_MS) continue
      this.#held.delete(key)
      if (times > 0) due.push({ said: last, times })
    }
    if (this.#held.size === 0) this.#kinds.clear()
    return due
  }

  /** Somebody with many faces is told apart by nothing but his address; a crowd by nothing at all. */
  #keyOf({ action, actor, actor_id, target, address, detail }: Happening): string {
    if (this.#held.size >= IN_ALL) return action
    const many = (this.#kinds.get(address) ?? 0) >= PER_ADDRESS
    if (many && actor_id === null) return `${action} ${address}`
    return JSON.stringify([action, actor_id ?? actor, target, address, detail])
  }
}
