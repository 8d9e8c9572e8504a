// Bringing the schema up: all or nothing, after a snapshot, never from a newer version.
import { expect, test } from 'bun:test'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../../src/db'
import { migrate, SchemaError } from '../../../src/db/migrate'
import type { Migration } from '../../../src/db/migrations'
import { freshDatabase } from '../../database'

const step = (version: number, sql: string): Migration => ({
  version,
  name: `step_${version}`,
  sqlite: sql,
  postgres: sql,
})

const first = step(
  1,
  "create table word (text text primary key);\ninsert into word values ('one');\n",
)

async function opened() {
  const stack = new AsyncDisposableStack()
  const dir = mkdtempSync(join(tmpdir(), 'hearth-migrate-'))
  stack.defer(() => rmSync(dir, { recursive: true }))
  const db = await openDatabase({ url: await freshDatabase(dir, stack), synchronous: 'NORMAL' })
  stack.defer(() => db.engine.close())
  const snapshots = join(dir, 'backups')
  const run = (...steps: Migration[]) => migrate(db, { snapshots, now: Date.now, steps })
  const words = () => db.engine.read('select text from word order by text', [])
  return { db, snapshots, run, words, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

test('steps run once, in order', async () => {
  await using at = await opened()
  expect(await at.run(first)).toEqual(['1 step_1'])
  expect(await at.run(first)).toEqual([])
  expect(await at.run(first, step(2, "insert into word values ('two');\n"))).toEqual(['2 step_2'])
  expect(await at.words()).toEqual([['one'], ['two']])
})

test('a failed step leaves everything as it was and says which', async () => {
  await using at = await opened()
  await at.run(first)
  const broken = [
    first,
    step(2, "insert into word values ('two');\n"),
    step(3, 'insert into nothing values (1);\n'),
  ]
  expect(at.run(...broken)).rejects.toThrow(/Migration 3 step_3 failed; the data is as it was/)
  await at.run(...broken).catch(() => {})
  expect(await at.words()).toEqual([['one']])
})

test('a database of a newer version is refused', async () => {
  await using at = await opened()
  await at.run(first, step(2, "insert into word values ('two');\n"))
  const refused = await at.run(first).catch(error => error)
  expect(refused).toBeInstanceOf(SchemaError)
  expect(refused.message).toContain('schema version 2')
})

test('a SQLite file with data is copied before it changes, the last three kept', async () => {
  await using at = await opened()
  const steps = [first]
  for (let n = 2; n < 8; n++) {
    await at.run(...steps)
    steps.push(step(n, `insert into word values ('word ${n}');\n`))
  }
  await at.run(...steps)
  // A PostgreSQL server has backups of its own.
  const copies = at.db.kind === 'sqlite' ? readdirSync(at.snapshots).length : 0
  expect([at.db.kind, copies]).toEqual(at.db.kind === 'sqlite' ? ['sqlite', 3] : ['postgres', 0])
  expect(await at.words()).toHaveLength(7)
})
