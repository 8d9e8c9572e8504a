// The state of the server for admins, and a copy of its database while it works.
import { Database } from 'bun:sqlite'
import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { until } from '../../until'
import { openDesk } from '../completion/desk'
import { begin, question, untilShown } from '../completion/follow'

const STATE = '/api/v1/system'
const COPY = '/api/v1/utils/db/download'
const isSqlite = ({ database }: App): boolean => database.startsWith('sqlite')

test('admins see what runs, on what, and how it does', async () => {
  await using desk = await openDesk(
    { script: { pace: 'steps' } },
    { GLOBAL_LOG_LEVEL: 'CRITICAL', OPENAI_LOG_LEVEL: 'ERROR' },
  )
  const { app, ada } = desk
  const reply = await begin(ada, question('one two'))
  await desk.provider.next(2)
  await untilShown(ada, reply.id, 'one')
  const { status, body } = await ada.get(STATE)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    replies: 1,
    sockets: 0,
    log: { parts: { openai: 'error' } },
    files: { count: 0, size: 0 },
    tracing: false,
    metrics_token: false,
  })
  expect(body.connections).toContainEqual(expect.objectContaining({ kind: 'openai', state: 'ok' }))
  expect(body.database).toMatchObject({ people: 1, chats: 1 })
  expect(body.database.kind).toBe(isSqlite(app) ? 'sqlite' : 'postgres')
  expect(body.database.version).toBe(body.database.newest)
  expect(body.database.size).toBeGreaterThan(50_000)
  expect(body.folder).toMatchObject({ path: app.dir })
  expect(body.folder.free).toBeGreaterThan(0)
  expect(body.folder.total).toBeGreaterThanOrEqual(body.folder.free)
  expect(body.memory.resident).toBeGreaterThan(10_000_000)
  expect(body.started_at).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000))
  expect(isSqlite(app) ? ['sqlite-vec', 'exact'] : ['pgvector']).toContain(body.vectors.engine)
})

test('nobody else does, and no secret is in it', async () => {
  const token = 'a-token-for-scraping'
  await using app = await openApp({ env: { METRICS_TOKEN: token } })
  const ada = await app.admin()
  const bob = await app.user('Bob')
  for (const path of [STATE, COPY]) {
    expect((await bob.get(path)).status).toBe(401)
    expect((await app.nobody.get(path)).status).toBe(403)
  }
  const text = JSON.stringify((await ada.get(STATE)).body)
  expect(text).not.toContain(token)
  if (!isSqlite(app)) expect(text).not.toContain(new URL(app.database).password || 'postgres://')
})

const chat = (caller: Caller, title: string, size = 20_000) => {
  const content = crypto.randomUUID().repeat(size / 36)
  const message = { id: 'q', parentId: null, childrenIds: [], role: 'user', content }
  const history = { messages: { q: message }, currentId: 'q' }
  return caller.post('/api/v1/chats/new', { chat: { title, history } })
}

test('a copy of the database is whole, of one moment, and taken while everything goes on', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  if (!isSqlite(app)) {
    expect((await ada.get(COPY)).status).toBe(400)
    return
  }
  for (const n of Array(50).keys()) await chat(ada, `before ${n}`)
  const answer = await ada.fetch(COPY)
  expect(answer.headers.get('content-type')).toBe('application/octet-stream')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="webui.db"')
  const reader = answer.body?.getReader()
  const parts = [(await reader?.read())?.value ?? new Uint8Array()]
  for (const n of Array(50).keys()) await chat(ada, `after ${n}`)
  for (;;) {
    const piece = await reader?.read()
    if (!piece?.value) break
    parts.push(piece.value)
  }
  const bytes = Buffer.concat(parts)
  const file = join(app.dir, 'copy.db')
  await Bun.write(file, bytes)
  const copy = new Database(file)
  expect(copy.query('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' })
  const count = (like: string) =>
    copy.query(`select count(*) as n from chat where title like '${like}%'`).get()
  expect(count('before')).toEqual({ n: 50 })
  expect(count('after')).toEqual({ n: 0 })
  copy.close()
  expect((await chat(ada, 'and on')).status).toBe(200)
})

test('whoever leaves in the middle of a copy holds nothing up', async () => {
  await using app = await openApp()
  if (!isSqlite(app)) return
  const ada = await app.admin()
  for (const n of Array(40).keys()) await chat(ada, `${n}`, 500_000)
  const left = new AbortController()
  const answer = await ada.fetch(COPY, { signal: left.signal })
  await answer.body?.getReader().read()
  left.abort()
  const waiting = Bun.file(`${app.database.replace(/^sqlite:\/\/\//, '')}-wal`)
  await chat(ada, 'one more')
  await until(async () => {
    await (await ada.fetch(COPY)).arrayBuffer()
    return (await waiting.stat()).size === 0
  })
})

test('no copy leaves where exports are switched off', async () => {
  await using app = await openApp({ env: { ENABLE_ADMIN_EXPORT: 'false' } })
  const ada = await app.admin()
  expect((await ada.get(COPY)).status).toBe(401)
  const tried = await ada.get('/api/v1/audit/?action=database.download')
  expect(tried.body.data).toMatchObject([{ outcome: 'refused', actor: ada.email }])
})
