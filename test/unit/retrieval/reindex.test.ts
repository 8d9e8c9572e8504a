// Another embedder: everything is read anew beside what answers, which goes on answering until that is done.
import { afterAll, afterEach, beforeAll, expect, test } from 'bun:test'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { openProvider, type Provider } from '../../provider'
import { onDatabase } from '../../sql'
import { until } from '../../until'
import { ask, fileOf, upload } from './library'

const R = '/retrieval/api/v1'
const EMBEDDINGS = '/v1/embeddings'

let stack: AsyncDisposableStack
let old: Provider
let next: Provider
let app: App
let ada: Caller

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  old = stack.use(await openProvider({ models: ['embed'], key: 'sesame' }))
  next = stack.use(await openProvider({ models: ['embed'] }))
  app = stack.use(
    await openApp({
      env: {
        RAG_EMBEDDING_ENGINE: 'openai',
        RAG_EMBEDDING_MODEL: 'embed',
        RAG_EMBEDDING_BATCH_SIZE: '32',
        RAG_OPENAI_API_BASE_URL: old.openai,
        RAG_OPENAI_API_KEY: 'sesame',
        AIOHTTP_CLIENT_TIMEOUT: '1',
      },
    }),
  )
  ada = await app.admin()
})
afterAll(() => stack.disposeAsync())
afterEach(async () => {
  for (const each of [old, next]) delete each.paths[EMBEDDINGS]
  await choose(old)
  await until(
    async () => (await standing()).live.url === old.openai && !(await standing()).building,
  )
})

const standing = async () => (await ada.get(`${R}/reindex`)).body

const choose = ({ openai, key = '' }: Provider) =>
  ada.post(`${R}/embedding/update`, {
    embedding_engine: 'openai',
    embedding_model: 'embed',
    embedding_batch_size: 32,
    openai_config: { url: openai, key },
  })

test('the old embedder answers until every file is read by the new one', async () => {
  const lamp = await upload(ada, 'lamp.txt', 'A lamp gives light.')
  next.paths[EMBEDDINGS] = { fault: { hang: 'headers' } }
  await choose(next)
  await next.call(EMBEDDINGS)
  expect(await standing()).toMatchObject({
    live: { url: old.openai, dimension: 8 },
    building: { url: next.openai },
    job: { state: 'running' },
  })
  const late = await upload(ada, 'late.txt', 'A candle gives light, too.')
  const asked = old.calls.length
  expect((await ask(ada, lamp.id, 'lamp')).documents).toEqual([['A lamp gives light.']])
  expect(old.calls.slice(asked).map(({ headers }) => headers.authorization)).toEqual([
    'Bearer sesame',
  ])
  expect((await ask(ada, late.id, 'candle')).documents).toEqual([['A candle gives light, too.']])

  delete next.paths[EMBEDDINGS]
  await until(async () => (await standing()).live.url === next.openai)
  const before = next.calls.length
  for (const { id } of [lamp, late])
    expect((await ask(ada, id, 'light')).documents[0]).toHaveLength(1)
  expect(next.calls.length).toBeGreaterThan(before)
  expect(await standing()).toMatchObject({ building: null, job: null })
})

test('a file that goes or changes meanwhile is as it should be afterwards', async () => {
  const gone = await upload(ada, 'gone.txt', 'Here today.')
  const changed = await upload(ada, 'changed.txt', 'First words.')
  next.paths[EMBEDDINGS] = { fault: { hang: 'headers' } }
  await choose(next)
  await until(async () => (await standing()).job?.state === 'running')
  await ada.delete(`/api/v1/files/${gone.id}`)
  await ada.post(`/api/v1/files/${changed.id}/data/content/update`, { content: 'Second words.' })
  delete next.paths[EMBEDDINGS]
  await until(async () => (await standing()).live.url === next.openai)
  expect((await ask(ada, changed.id, 'words')).documents).toEqual([['Second words.']])
  const live = `select 1 from chunk_set where file_id = '${gone.id}' and state = 'live'`
  expect(await onDatabase(app.database, live)).toEqual([])
})

test('a new embedder that does not work says why, and the old one is chosen again by giving up', async () => {
  const kept = await upload(ada, 'kept.txt', 'Kept in the old index.')
  next.paths[EMBEDDINGS] = { fault: { status: 404, body: { error: { message: 'no such model' } } } }
  await choose(next)
  await until(async () => (await standing()).job?.error)
  expect((await ask(ada, kept.id, 'old index')).documents).toEqual([['Kept in the old index.']])
  const stopped = await ada.delete(`${R}/reindex`)
  expect(stopped.body).toMatchObject({
    live: { url: old.openai },
    building: null,
    chosen: { url: old.openai },
  })
  expect((await ada.get(`${R}/embedding`)).body.openai_config).toEqual({
    url: old.openai,
    key: 'sesame',
  })
})

test('an embedder that changes its dimension half way never mixes with the one before', async () => {
  const before = await upload(ada, 'before.txt', 'Eight numbers each.')
  old.paths[EMBEDDINGS] = {
    fault: { status: 200, body: { data: [{ index: 0, embedding: [0.6, 0.8] }] } },
  }
  const after = await upload(ada, 'after.txt', 'Two numbers each.')
  expect(after).toMatchObject({ state: 'queued', error: expect.stringContaining('2') })
  expect((await ask(ada, before.id, 'eight numbers')).documents).toEqual([['Eight numbers each.']])
  delete old.paths[EMBEDDINGS]
  await until(async () => (await ask(ada, after.id, 'two')).documents[0].length === 1)
})

test('what the old embedder could not do, the new one makes whole', async () => {
  old.paths[EMBEDDINGS] = { fault: { status: 400, body: { error: { message: 'broken' } } } }
  const file = await upload(ada, 'given-up.txt', 'Given up by the old one.')
  await onDatabase(app.database, `update job set attempts = 7 where subject = '${file.id}'`)
  await until(async () => (await fileOf(ada, file.id)).state === 'failed')
  await choose(next)
  await until(async () => (await fileOf(ada, file.id)).state === 'done')
  const found = await ask(ada, file.id, 'given up')
  expect(found.documents).toEqual([['Given up by the old one.']])
})

test('everything is read anew when an admin asks for it, in other pieces say', async () => {
  const text = 'One sentence stands here. Another one stands there.'
  const file = await upload(ada, 'pieces.txt', text)
  const chunk = (chunk_size: number, chunk_overlap: number) =>
    ada.post(`${R}/config/update`, { chunk: { text_splitter: '', chunk_size, chunk_overlap } })
  await chunk(30, 0)
  await ada.post(`${R}/reindex`)
  await until(async () => (await ask(ada, file.id, 'sentence')).documents[0].length > 1)
  expect((await ask(ada, file.id, 'sentence')).documents[0]).toContain('One sentence stands here.')
  await chunk(1000, 100)
  await until(async () => !(await standing()).building)
})

test('only admins change the index, or see how it stands', async () => {
  const bob = await app.user('Bob')
  expect((await bob.get(`${R}/reindex`)).status).toBe(401)
  expect((await bob.post(`${R}/reindex`)).status).toBe(401)
  expect((await bob.delete(`${R}/reindex`)).status).toBe(401)
  expect((await app.nobody.get(`${R}/reindex`)).status).toBe(403)
})
