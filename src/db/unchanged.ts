// What reads gave, kept for as long as nothing in the database has changed.
import { Recent } from '../utils/recent'
import type { Db } from '.'

/**
 * Spares a read that runs on every request: asking SQLite whether anybody, this process or
 * another, has changed anything is far cheaper. On PostgreSQL, which cannot tell, every read is made.
 */
export class Unchanged<V> {
  readonly #db: Db
  readonly #held: Recent<string, V>
  #version: number | undefined

  /** Keeps the values of at most `limit` keys. */
  constructor(db: Db, limit: number) {
    this.#db = db
    this.#held = new Recent(limit)
  }

  /** The value of `key`; `read` is asked when it is not known or may be another now. */
  async get(key: string, read: () => Promise<V>): Promise<V> {
    const version = this.#db.engine.version?.()
    if (version === undefined) return read()
    if (version !== this.#version) this.#held.clear()
    this.#version = version
    const known = this.#held.get(key)
    if (known !== undefined) return known
    const value = await read()
    // A change during the read has another version, and this value goes with the next question.
    if (version === this.#version) this.#held.set(key, value)
    return value
  }
}
