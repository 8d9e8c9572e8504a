// Hearth on a real PostgreSQL: its data outlive it, several start at once, and its commands know the difference.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../app'
import { freshDatabase } from '../database'
import { postgres } from './needs'

let stack: AsyncDisposableStack
let dir: string
let database: string

beforeAll(async () => {
  postgres()
  stack = new AsyncDisposableStack()
  dir = await mkdtemp(join(tmpdir(), 'hearth-'))
  stack.defer(() => rm(dir, { recursive: true, force: true }))
  database = await freshDatabase(dir, stack)
})
afterAll(() => stack.disposeAsync())

const document = (title: string) => ({
  title,
  history: {
    currentId: 'b7e4f3c2-0000-4000-8000-000000000001',
    messages: {
      'b7e4f3c2-0000-4000-8000-000000000001': {
        id: 'b7e4f3c2-0000-4000-8000-000000000001',
        parentId: null,
        childrenIds: [],
        role: 'user',
        content: 'Where do lighthouses get their light?',
        timestamp: 1,
      },
    },
  },
})

test('four copies that start at once on one database make its schema once', async () => {
  const copies = await Promise.all(
    ['a', 'b', 'c', 'd'].map(name => openApp({ dir: join(dir, name), database })),
  )
  for (const copy of copies) expect((await copy.nobody.get('/ready')).status).toBe(200)
  await Promise.all(copies.map(copy => copy[Symbol.asyncDispose]()))
})

test('accounts and chats outlive the process, and search finds them', async () => {
  const first = await openApp({ dir, database })
  const ada = await first.admin()
  await ada.post('/api/v1/chats/new', { chat: document('Lights') })
  await first[Symbol.asyncDispose]()
  await using second = await openApp({ dir, database })
  const again = await second.admin()
  const titles = (await again.get('/api/v1/chats/search?text=lighthouses')).body
  expect(titles.map(({ title }: { title: string }) => title)).toEqual(['Lights'])
})

const command = (...args: string[]) => {
  const env = { PATH: process.env.PATH, DATA_DIR: dir, DATABASE_URL: database }
  const main = join(import.meta.dir, '../../src/main.ts')
  const { exitCode, stdout, stderr } = Bun.spawnSync([process.execPath, main, ...args], { env })
  return { code: exitCode, out: stdout.toString(), err: stderr.toString() }
}

test('doctor looks at the server', () => {
  const { out } = command('doctor')
  expect(out).toMatch(/^ok +database +PostgreSQL, schema (\d+) of \1, \S+ [KMG]B$/m)
  expect(out).toMatch(/^ok +vector search +pgvector \d/m)
  expect(out).not.toContain('sqlite-vec')
})

test('backup leaves it to pg_dump', () => {
  const { code, err } = command('backup', join(dir, 'out.tar'))
  expect(err).toMatch(/^hearth: [^\n]*pg_dump[^\n]*\n$/)
  expect(code).toBe(1)
})

test('a password is set anew', async () => {
  const { code, out } = command('user', 'reset-password', 'ada@example.org')
  expect(code).toBe(0)
  const password = /: (\S+)\n/.exec(out)?.[1]
  await using app = await openApp({ dir, database })
  const ask = { email: 'ada@example.org', password }
  expect((await app.nobody.post('/api/v1/auths/signin', ask)).status).toBe(200)
})
