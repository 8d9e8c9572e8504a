// Reads that are spared while nothing has changed.
import { expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, openDatabase, transaction } from '../../../src/db'
import { sql } from '../../../src/db/columns'
import { Unchanged } from '../../../src/db/unchanged'
import { freshDatabase } from '../../database'

async function open() {
  await using stack = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'hearth-'))
  stack.defer(() => rm(dir, { recursive: true, force: true }))
  const url = await freshDatabase(dir, stack)
  const connect = () => openDatabase({ url, synchronous: 'NORMAL' })
  const db = await connect()
  stack.defer(() => db.engine.close())
  await db.engine.script('create table lamp (n integer); insert into lamp values (1)')
  const moved = stack.move()
  return { db, connect, [Symbol.asyncDispose]: () => moved.disposeAsync() }
}

const sum = (db: Db) => async () => {
  const row = await db.select({ n: sql<number>`sum(n)` }).from(sql`lamp`).get()
  return Number(row?.n)
}

test('a value is read anew after every change, whoever made it', async () => {
  await using opened = await open()
  const { db } = opened
  const lamps = new Unchanged<number>(db, 10)
  const read = sum(db)
  expect(await lamps.get('lamps', read)).toBe(1)
  await db.run(sql`insert into lamp values (2)`)
  expect(await lamps.get('lamps', read)).toBe(3)
  await transaction(db, tx => tx.run(sql`insert into lamp values (4)`))
  expect(await lamps.get('lamps', read)).toBe(7)
  const other = await opened.connect()
  await other.run(sql`insert into lamp values (8)`)
  await other.engine.close()
  expect(await lamps.get('lamps', read)).toBe(15)
})

test('a change while the value is read is seen the next time', async () => {
  await using opened = await open()
  const { db } = opened
  const lamps = new Unchanged<number>(db, 10)
  const read = sum(db)
  const before = await lamps.get('lamps', async () => {
    const found = await read()
    await db.run(sql`insert into lamp values (2)`)
    return found
  })
  expect(before).toBe(1)
  expect(await lamps.get('lamps', read)).toBe(3)
})

test('SQLite is not read again while nothing changes; keys are told apart and few are kept', async () => {
  await using opened = await open()
  const { db } = opened
  const lamps = new Unchanged<string>(db, 2)
  const read: string[] = []
  const get = (key: string) =>
    lamps.get(key, async () => {
      read.push(key)
      return key
    })
  for (const key of ['a', 'b', 'a', 'b']) expect(await get(key)).toBe(key)
  if (db.kind === 'postgres') return expect(read).toEqual(['a', 'b', 'a', 'b'])
  expect(read).toEqual(['a', 'b'])
  await get('c')
  await get('a')
  expect(read).toEqual(['a', 'b', 'c', 'a'])
})
