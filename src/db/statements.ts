// Prepared statements by their text, the least used let go.
import type { Database, Statement } from 'bun:sqlite'

const KEPT = 400

/** Gives the prepared statement for a text; holds at most 400 of them a connection. */
export class Statements {
  #database: Database
  #held = new Map<string, Statement>()

  constructor(database: Database) {
    this.#database = database
  }

  get(sql: string): Statement {
    const held = this.#held.get(sql)
    if (held) return held
    const made = this.#database.prepare(sql)
    this.#held.set(sql, made)
    if (this.#held.size > KEPT) this.#drop()
    return made
  }

  #drop(): void {
    const oldest = this.#held.entries().next().value
    if (!oldest) return
    this.#held.delete(oldest[0])
    oldest[1].finalize()
  }

  close(): void {
    for (const statement of this.#held.values()) statement.finalize()
    this.#held.clear()
  }
}
