// Writes what grows, at most twice a second and never twice at once.

const PAUSE_MS = 500

export class Saver {
  readonly #write: () => Promise<void>
  #timer: Timer | undefined
  #writing: Promise<void> | undefined
  #dirty = false

  /** `write` takes care of its own errors. */
  constructor(write: () => Promise<void>) {
    this.#write = write
  }

  /** There is something new to write. */
  touch(): void {
    this.#dirty = true
    if (!this.#writing) this.#timer ??= setTimeout(() => this.#save(), PAUSE_MS)
  }

  /** Writes no more; resolves when nothing is being written. */
  async close(): Promise<void> {
    this.#dirty = false
    clearTimeout(this.#timer)
    this.#timer = undefined
    await this.#writing
  }

  #save(): void {
    this.#timer = undefined
    this.#dirty = false
    this.#writing = this.#write().finally(() => {
      this.#writing = undefined
      if (this.#dirty) this.touch()
    })
  }
}
