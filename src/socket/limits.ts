// How much one socket, one account and one address may take.

/** Longest message on /ws in bytes. */
export const MESSAGE_BYTES = 64 * 1024
/** Longest message on Socket.IO in bytes, acks included; the contract's `maxPayload`. */
export const PAYLOAD_BYTES = 1_000_000
/** A client that leaves more than this unread is dropped. One big event to a slow reader must fit. */
export const UNREAD_BYTES = 4 * 1024 * 1024
/** A native socket that has not said who it is by then is dropped. */
export const AUTH_SECONDS = 10
/** A connection that is silent for so long, pings unanswered, is dropped. */
export const IDLE_SECONDS = 60
/** No page sends so many messages in a second. */
const MESSAGES_A_SECOND = 500

/** Tells a flood from a conversation. */
export class Rate {
  #second = 0
  #count = 0

  /** Counts a message; false when there were too many in this second. */
  admits(now = Date.now()): boolean {
    const second = Math.floor(now / 1000)
    if (second !== this.#second) this.#count = 0
    this.#second = second
    return ++this.#count <= MESSAGES_A_SECOND
  }
}

/** How many of something each key has. */
export class Tally {
  #held = new Map<string, number>()

  /** Takes one more for the key and gives the function that returns it, or null beyond `most`. */
  take(key: string, most: number): (() => void) | null {
    const count = this.#held.get(key) ?? 0
    if (count >= most) return null
    this.#held.set(key, count + 1)
    let held = true
    return () => {
      if (held) this.#drop(key)
      held = false
    }
  }

  #drop(key: string): void {
    const count = (this.#held.get(key) ?? 0) - 1
    if (count > 0) this.#held.set(key, count)
    else this.#held.delete(key)
  }
}
