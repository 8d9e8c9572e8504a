// From an upload to what can be asked: files are read by jobs that report, wait, stop and go on.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { freshDatabase } from '../../database'
import { openProvider, type Provider } from '../../provider'
import { onDatabase } from '../../sql'
import { until } from '../../until'
import { ask, fileOf, upload } from './library'

let stack: AsyncDisposableStack
let provider: Provider
let app: App
let ada: Caller

const EMBEDDINGS = '/v1/embeddings'

const embedBy = ({ openai }: Provider): Record<string, string> => ({
  RAG_EMBEDDING_ENGINE: 'openai',
  RAG_EMBEDDING_MODEL: 'embed',
  RAG_EMBEDDING_BATCH_SIZE: '32',
  RAG_OPENAI_API_BASE_URL: openai,
  AIOHTTP_CLIENT_TIMEOUT: '2',
})

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  provider = stack.use(await openProvider({ models: ['embed'] }))
  app = stack.use(await openApp({ env: embedBy(provider) }))
  ada = await app.admin()
})
afterAll(() => stack.disposeAsync())

const LIGHTHOUSE = 'The lighthouse of Alexandria stood on the island of Pharos.'

test('a file that was uploaded can be asked, and is cited by its name and place', async () => {
  const file = await upload(ada, 'lighthouse.txt', LIGHTHOUSE)
  expect(file).toMatchObject({
    state: 'done',
    error: null,
    data: { content: LIGHTHOUSE },
    meta: { collection_name: `file-${file.id}` },
  })
  const found = await ask(ada, file.id, 'lighthouse Pharos')
  expect(found.documents).toEqual([[LIGHTHOUSE]])
  expect(found.metadatas[0][0]).toMatchObject({
    file_id: file.id,
    name: 'lighthouse.txt',
    start_index: 0,
  })
})

test('other words take the place of those that were read', async () => {
  const file = await upload(ada, 'bread.txt', 'Bread is baked with yeast.')
  const path = `/api/v1/files/${file.id}/data/content/update`
  await ada.post(path, { content: 'Rice is boiled in water.' })
  const found = await ask(ada, file.id, 'yeast water')
  expect(found.documents).toEqual([['Rice is boiled in water.']])
})

test('a file without words fails with its reason, and leaves the others alone', async () => {
  const blank = await upload(ada, 'blank.txt', ' \n\t \n')
  expect(blank).toMatchObject({
    state: 'failed',
    error: expect.stringContaining('text'),
  })
  const broken = await upload(ada, 'broken.pdf', '%PDF-1.7 and then nothing of the kind')
  expect(broken.state).toBe('failed')
  expect(broken.error).toBeString()
  expect(await upload(ada, 'whole.txt', LIGHTHOUSE)).toMatchObject({ state: 'done' })
})

test('an embedder that is away is asked again, and the file says meanwhile why it waits', async () => {
  provider.paths[EMBEDDINGS] = { fault: { status: 400, body: { error: { message: 'not now' } } } }
  const file = await upload(ada, 'patient.txt', 'Patience brings roses.')
  expect(file).toMatchObject({ state: 'queued', error: expect.any(String) })
  delete provider.paths[EMBEDDINGS]
  await until(async () => (await fileOf(ada, file.id)).state === 'done')
  expect((await ask(ada, file.id, 'roses')).documents).toEqual([['Patience brings roses.']])
})

test('reading that is stopped stays stopped until it is asked for again', async () => {
  provider.paths[EMBEDDINGS] = { fault: { hang: 'headers' } }
  const sent = await upload(ada, 'stopped.txt', 'Stop and go.', { wait: false })
  await until(async () => (await fileOf(ada, sent.id)).state === 'running')
  await ada.post(`/api/v1/files/${sent.id}/cancel`)
  await until(async () => (await fileOf(ada, sent.id)).state === 'cancelled')
  delete provider.paths[EMBEDDINGS]
  expect((await ask(ada, sent.id, 'stop')).documents).toEqual([[]])
  await ada.post(`/api/v1/files/${sent.id}/retry`)
  await until(async () => (await fileOf(ada, sent.id)).state === 'done')
  expect((await ask(ada, sent.id, 'stop')).documents).toEqual([['Stop and go.']])
})

test('a file that is deleted while it is read leaves no passages', async () => {
  provider.paths[EMBEDDINGS] = { fault: { hang: 'headers' } }
  const sent = await upload(ada, 'gone.txt', 'Gone with the wind.', { wait: false })
  await until(async () => (await fileOf(ada, sent.id)).state === 'running')
  await ada.delete(`/api/v1/files/${sent.id}`)
  delete provider.paths[EMBEDDINGS]
  await until(async () => {
    const [open] = await onDatabase(
      app.database,
      `select count(*) as count from job where subject = '${sent.id}' and state in ('queued', 'running')`,
    )
    return Number(open?.count) === 0
  })
  const live = `select 1 from chunk_set where file_id = '${sent.id}' and state = 'live'`
  expect(await onDatabase(app.database, live)).toEqual([])
})

test('a Hearth that stops while it reads goes on at the next start', async () => {
  await using own = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'hearth-'))
  own.defer(() => rm(dir, { recursive: true, force: true }))
  const database = await freshDatabase(dir, own)
  const server = own.use(await openProvider({ models: ['embed'] }))
  const options = { dir, database, env: embedBy(server) }
  server.paths[EMBEDDINGS] = { fault: { hang: 'headers' } }
  const before = await openApp(options)
  const sent = await upload(await before.admin(), 'long.txt', LIGHTHOUSE, { wait: false })
  await server.call(EMBEDDINGS)
  await (before.kill?.() ?? before[Symbol.asyncDispose]())
  delete server.paths[EMBEDDINGS]
  const after = own.use(await openApp(options))
  const again = await after.admin()
  await until(async () => (await fileOf(again, sent.id)).state === 'done')
  expect((await ask(again, sent.id, 'lighthouse')).documents).toEqual([[LIGHTHOUSE]])
})
