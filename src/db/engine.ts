// What a database must be able to do for the query layer: three verbs and a transaction.

export type Dialect = 'sqlite' | 'postgres'

/** A bound parameter as drizzle hands it over. */
export type Param = string | number | bigint | boolean | null | Uint8Array

/** One row as an array of column values, in select order. */
export type Row = unknown[]

/** Runs one statement and gives its rows. */
export type Execute = (sql: string, params: Param[]) => Promise<Row[]>

export interface Engine {
  dialect: Dialect
  /** A statement that changes nothing; may run beside a write. */
  read: Execute
  /** A statement that changes something; alone in the write queue. */
  write: Execute
  /** Runs `work` between BEGIN and COMMIT; rolls back and rethrows when it throws. Nesting throws. */
  transact<T>(work: (execute: Execute) => Promise<T>): Promise<T>
  /** Several statements at once, without parameters; inside a transaction when `execute` is its own. */
  script(sql: string): Promise<void>
  /** Another number after every change that anybody committed; only SQLite can tell, in 2 µs. */
  version?(): number
  /** A consistent copy of the whole database in one file; only SQLite can. */
  snapshot?(file: string): Promise<void>
  close(): Promise<void>
}
