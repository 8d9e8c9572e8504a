// One writer: transactions are whole, alone, and never nested by accident.
import { expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, openDatabase, transaction } from '../../../src/db'
import { eq, integer, table, text } from '../../../src/db/columns'
import { lockFolder } from '../../../src/db/lock'
import { freshDatabase } from '../../database'

const counters = table('counter', { name: text().primaryKey(), value: integer().notNull() })

async function opened() {
  const stack = new AsyncDisposableStack()
  const dir = mkdtempSync(join(tmpdir(), 'hearth-db-'))
  stack.defer(() => rmSync(dir, { recursive: true }))
  const db = await openDatabase({ url: await freshDatabase(dir, stack), synchronous: 'NORMAL' })
  stack.defer(() => db.engine.close())
  await db.engine.script('create table counter (name text primary key, value integer not null)')
  await db.insert(counters).values({ name: 'a', value: 0 })
  return { db, dir, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

const value = async (db: Db) =>
  (await db.select().from(counters).where(eq(counters.name, 'a')).get())?.value

test('an error rolls back what the transaction wrote', async () => {
  await using at = await opened()
  const failing = transaction(at.db, async tx => {
    await tx.update(counters).set({ value: 5 })
    throw new Error('changed my mind')
  })
  expect(failing).rejects.toThrow('changed my mind')
  await failing.catch(() => {})
  expect(await value(at.db)).toBe(0)
})

test('a neighbour’s write neither joins a transaction nor is lost with it', async () => {
  await using at = await opened()
  const failing = transaction(at.db, async tx => {
    await tx.insert(counters).values({ name: 'inside', value: 1 })
    await tx.select().from(counters)
    throw new Error('no')
  })
  const beside = at.db.insert(counters).values({ name: 'beside', value: 1 })
  await Promise.allSettled([failing, beside])
  const names = (await at.db.select().from(counters)).map(row => row.name).sort()
  expect(names).toEqual(['a', 'beside'])
})

test('a transaction inside a transaction throws instead of waiting for itself', async () => {
  await using at = await opened()
  const nested = transaction(at.db, () => transaction(at.db, async () => 1))
  expect(nested).rejects.toThrow()
  await nested.catch(() => {})
  expect(await value(at.db)).toBe(0)
})

test('insert or update by key works alike on both databases', async () => {
  await using at = await opened()
  for (const value of [1, 2]) {
    await at.db
      .insert(counters)
      .values({ name: 'b', value })
      .onConflictDoUpdate({ target: counters.name, set: { value } })
  }
  const [row] = await at.db.select().from(counters).where(eq(counters.name, 'b'))
  expect(row).toEqual({ name: 'b', value: 2 })
})

test('a folder in use is refused with the name of who holds it', async () => {
  await using at = await opened()
  const lock = lockFolder(at.dir, 'process 42')
  expect(() => lockFolder(at.dir, 'process 43')).toThrow(/process 42/)
  lock.release()
  lockFolder(at.dir, 'process 44').release()
})
