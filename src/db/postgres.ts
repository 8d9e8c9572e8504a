// PostgreSQL through `pg`: the same statements with numbered parameters.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Pool, PoolClient } from 'pg'
import { EnvError } from '../env/error'
import type { Engine, Execute, Param, Row } from './engine'
import { POOL } from './pool'

const INT8 = 20

/** Connects a pool. Throws EnvError when the server does not answer, or not us. */
export async function openPostgres(url: string, options = POOL): Promise<Engine> {
  const { Pool, types } = await import('pg')
  // Our bigints are epoch milliseconds and counters, all below 2^53.
  types.setTypeParser(INT8, Number)
  const pool = new Pool({
    connectionString: url,
    max: options.connections,
    connectionTimeoutMillis: options.wait * 1000,
    maxLifetimeSeconds: options.life,
  })
  // Without a listener an idle connection that breaks would end the process.
  pool.on('error', () => {})
  await pool.query('select 1').catch(unusable)
  const inside = new AsyncLocalStorage<true>()
  const query = on(pool)

  return {
    dialect: 'postgres',
    read: query,
    write: query,
    transact: work => {
      if (inside.getStore()) throw new Error('a transaction inside a transaction')
      return inside.run(true, () => transact(pool, work))
    },
    script: async sql => void (await pool.query(sql)),
    close: () => pool.end(),
  }
}

/** The address holds a password; the reason never does. */
function unusable(cause: unknown): never {
  const why = cause instanceof Error ? cause.message : String(cause)
  throw new EnvError(`The database server cannot be used: ${why}. Check DATABASE_URL.`, { cause })
}

async function transact<T>(pool: Pool, work: (execute: Execute) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const result = await work(on(client))
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(reason => {
      broken = reason
    })
    throw error
  } finally {
    client.release(broken)
  }
}

function on(connection: Pool | PoolClient): Execute {
  return async (sql: string, params: Param[]): Promise<Row[]> => {
    const { rows } = await connection.query({
      text: translated(sql),
      values: params,
      rowMode: 'array',
    })
    return rows
  }
}

const seen = new Map<string, string>()
const SEEN = 1000

/** The statement as PostgreSQL wants it; remembered, since the texts are few. */
function translated(sql: string): string {
  const known = seen.get(sql)
  if (known) return known
  const text = translate(sql)
  if (seen.size >= SEEN) seen.clear()
  seen.set(sql, text)
  return text
}

/**
 * `?` becomes `$1`, `$2`, … (our statements never carry a literal question mark), and the target of
 * `on conflict` loses the table's name, which PostgreSQL does not take there.
 */
function translate(sql: string): string {
  let n = 0
  return sql
    .replace(/on conflict \([^)]*\)/g, target => target.replace(/"[^"]+"\./g, ''))
    .replace(/\?/g, () => `$${++n}`)
}
