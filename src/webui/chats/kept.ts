// Answers kept in memory until something else was needed more.

export interface Answer {
  body: Uint8Array<ArrayBuffer>
  at: number
  /** The chat's row and the version of its messages that the body was made from. */
  key: string
  version: number
  /** The body links images that could be inside. */
  images: boolean
}

const MOST_BYTES = 16 * 1024 * 1024

/** Holds 16 MB of answers by the id of their chat; the least recently used go first. */
export class Kept {
  #held = new Map<string, Answer>()
  #bytes = 0

  get(id: string): Answer | undefined {
    const answer = this.#held.get(id)
    if (!answer) return undefined
    this.#held.delete(id)
    this.#held.set(id, answer)
    return answer
  }

  set(id: string, answer: Answer): void {
    this.#drop(id)
    this.#held.set(id, answer)
    this.#bytes += answer.body.byteLength
    for (const oldest of this.#held.keys()) {
      if (this.#bytes <= MOST_BYTES) break
      this.#drop(oldest)
    }
  }

  #drop(id: string): void {
    this.#bytes -= this.#held.get(id)?.body.byteLength ?? 0
    this.#held.delete(id)
  }
}
