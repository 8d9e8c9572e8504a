// Connections to PostgreSQL by the reference's variables.
import { expect, test } from 'bun:test'
import { poolOf } from '../../../src/db/pool'
import { readEnv } from '../../../src/env'

test('the size, its overflow, the wait and the life of a connection', () => {
  expect(poolOf(readEnv({}, '/'))).toEqual({ connections: 10, wait: 30, life: 3600 })
  const said = {
    DATABASE_POOL_SIZE: '4',
    DATABASE_POOL_MAX_OVERFLOW: '2',
    DATABASE_POOL_TIMEOUT: '5',
    DATABASE_POOL_RECYCLE: '60',
  }
  expect(poolOf(readEnv(said, '/'))).toEqual({ connections: 6, wait: 5, life: 60 })
})
