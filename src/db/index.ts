// The database: opening, the query layer, transactions.
import { drizzle, type SqliteRemoteDatabase } from 'drizzle-orm/sqlite-proxy'
import type { Dialect, Engine, Execute, Param } from './engine'
import type { PoolOptions } from './pool'

/** The query layer over either database. Selects run beside the write queue, everything else in it. */
export type Db = SqliteRemoteDatabase & { kind: Dialect; engine: Engine }

/** The query layer inside a transaction: a `Db` whose every statement belongs to it. */
export type Tx = SqliteRemoteDatabase & {
  kind: Dialect
  /** Has `work` done once everything is committed. */
  after(work: (db: Db) => void): void
}

export interface DatabaseOptions {
  /** `sqlite:///path` or `postgres(ql)://…`. */
  url: string
  synchronous: 'NORMAL' | 'FULL'
  /** Of PostgreSQL. */
  pool?: PoolOptions
}

/** Opens the database of `url` without touching its schema; see `migrate`. */
export async function openDatabase(options: DatabaseOptions): Promise<Db> {
  const engine = await openEngine(options)
  const route: Execute = (sql, params) =>
    isRead(sql) ? engine.read(sql, params) : engine.write(sql, params)
  return Object.assign(layer(route), { kind: engine.dialect, engine })
}

/**
 * Runs `work` in one transaction and gives its result; any error rolls back and is thrown on.
 * Await nothing but the database inside `work`; announce after it.
 */
export async function transaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  const later: ((db: Db) => void)[] = []
  const after: Tx['after'] = work => void later.push(work)
  const result = await db.engine.transact(execute =>
    work(Object.assign(layer(execute), { kind: db.kind, after })),
  )
  for (const work of later) work(db)
  return result
}

/** Runs `work` in the transaction that is given, or else in one of its own. */
export const within = <T>(db: Db | Tx, work: (tx: Tx) => Promise<T>): Promise<T> =>
  'engine' in db ? transaction(db, work) : work(db)

async function openEngine({ url, synchronous, pool }: DatabaseOptions): Promise<Engine> {
  if (url.startsWith('postgres')) return (await import('./postgres')).openPostgres(url, pool)
  return (await import('./sqlite')).openSqlite({ file: sqliteFile(url), synchronous })
}

/** The path of `sqlite:///relative` or `sqlite:////absolute`. */
export const sqliteFile = (url: string): string => url.replace(/^sqlite:\/\/\//, '')

const isRead = (sql: string): boolean => /^\s*(select|with)\b/i.test(sql)

function layer(execute: Execute): SqliteRemoteDatabase {
  return drizzle(async (sql, params: Param[], method) => {
    const rows = await execute(sql, params)
    // drizzle types `rows` as an array of rows, but wants the bare row, or nothing, for `get`.
    return { rows: method === 'get' ? (rows[0] as unknown[]) : rows }
  })
}
