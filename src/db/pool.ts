// How many connections to PostgreSQL there are, and for how long.
import type { Env } from '../env'

export interface PoolOptions {
  connections: number
  /** Seconds to wait for one. */
  wait: number
  /** Seconds that one lives. */
  life: number
}

export const POOL: PoolOptions = { connections: 10, wait: 10, life: 3600 }

/** The pool that the environment wants; the reference's 0 would be a connection a query, and is ours. */
export const poolOf = (env: PoolEnv): PoolOptions => ({
  connections: (env.DATABASE_POOL_SIZE || POOL.connections) + env.DATABASE_POOL_MAX_OVERFLOW,
  wait: env.DATABASE_POOL_TIMEOUT,
  life: env.DATABASE_POOL_RECYCLE,
})

type PoolEnv = Pick<
  Env,
  | 'DATABASE_POOL_SIZE'
  | 'DATABASE_POOL_MAX_OVERFLOW'
  | 'DATABASE_POOL_TIMEOUT'
  | 'DATABASE_POOL_RECYCLE'
>
