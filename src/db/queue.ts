// One writer at a time: the queue that every write and every transaction passes.
import { AsyncLocalStorage } from 'node:async_hooks'

/** A fair lock that can tell when its holder asks for it a second time, which would wait for ever. */
export class WriteQueue {
  #tail: Promise<void> | null = null
  #inside = new AsyncLocalStorage<true>()

  /** True while nobody holds or awaits the lock: a single statement may run at once. */
  get idle(): boolean {
    return this.#tail === null
  }

  /** Runs `work` alone. Throws at once when called from inside `work` of the same queue. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside.getStore())
      throw new Error('a write outside the open transaction, from inside it')
    const before = this.#tail
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#tail = promise
    if (before) await before
    try {
      return await this.#inside.run(true, work)
    } finally {
      if (this.#tail === promise) this.#tail = null
      resolve()
    }
  }
}
