// A map that keeps the entries used last.

/** Holds at most `limit` entries; the least recently used goes first. */
export class Recent<K, V> {
  #held = new Map<K, V>()
  readonly limit: number

  constructor(limit: number) {
    this.limit = limit
  }

  get size(): number {
    return this.#held.size
  }

  get(key: K): V | undefined {
    const value = this.#held.get(key)
    if (value === undefined) return undefined
    this.#held.delete(key)
    this.#held.set(key, value)
    return value
  }

  set(key: K, value: V): void {
    this.#held.delete(key)
    this.#held.set(key, value)
    if (this.#held.size > this.limit) this.#held.delete(this.#held.keys().next().value as K)
  }

  delete(key: K): boolean {
    return this.#held.delete(key)
  }

  clear(): void {
    this.#held.clear()
  }
}
