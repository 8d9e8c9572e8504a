// The routes of retrieval: settings as the contract has them, and texts, files and pages made into collections.
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { base } from '../../knowledge'
import { openProvider, type Provider } from '../../provider'
import { until } from '../../until'
import { ask, fileOf, upload } from '../retrieval/library'

const R = '/retrieval/api/v1'

let stack: AsyncDisposableStack
let provider: Provider
let app: App
let ada: Caller
let bob: Caller

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  provider = stack.use(await openProvider({ models: ['embed'] }))
  app = stack.use(
    await openApp({
      env: {
        RAG_EMBEDDING_ENGINE: 'openai',
        RAG_EMBEDDING_MODEL: 'embed',
        RAG_OPENAI_API_BASE_URL: provider.openai,
        RAG_OPENAI_API_KEY: 'sesame',
        SERPER_API_KEY: 'serper-key',
        SEARCHAPI_API_KEY: 'searchapi-key',
      },
    }),
  )
  ada = await app.admin()
  bob = await app.user('Bob')
})
afterAll(() => stack.disposeAsync())

const get = async (path: string) => (await ada.get(R + path)).body
const post = async (path: string, body?: unknown) => (await ada.post(R + path, body)).body

describe('settings', () => {
  test('are shown to admins in the contract’s shape', async () => {
    expect(await get('/')).toMatchObject({
      status: true,
      chunk_size: 1000,
      chunk_overlap: 100,
      template: expect.any(String),
      embedding_engine: 'openai',
      embedding_model: 'embed',
      reranking_model: '',
    })
    const config = await get('/config')
    expect(config).toMatchObject({
      status: true,
      pdf_extract_images: false,
      content_extraction: { engine: '', tika_server_url: 'http://tika:9998' },
      chunk: { text_splitter: '', chunk_size: 1000, chunk_overlap: 100 },
      youtube: { language: ['en'], translation: null, proxy_url: '' },
      web: {
        web_loader_ssl_verification: true,
        search: { enabled: false, serper_api_key: 'serper-key', result_count: 3 },
      },
    })
    expect(config.web.search).toHaveProperty('seaarchapi_engine')
    expect(config.web.search.serachapi_api_key).toBe('searchapi-key')
  })

  test('keep what a change leaves out', async () => {
    const changed = await post('/config/update', {
      web: { search: { enabled: true, engine: 'serper' } },
      chunk: { chunk_size: 900, chunk_overlap: 90 },
    })
    expect(changed).toMatchObject({
      chunk: { text_splitter: '', chunk_size: 900, chunk_overlap: 90 },
      web: {
        search: {
          enabled: true,
          engine: 'serper',
          serper_api_key: 'serper-key',
          serpstack_https: true,
        },
      },
    })
    expect(await get('/config')).toEqual(changed)
    await post('/config/update', {
      web: { search: { enabled: false, engine: '' } },
      chunk: { chunk_size: 1000, chunk_overlap: 100 },
    })
  })

  test('of a wrong kind are refused, and nothing is saved', async () => {
    const before = await get('/config')
    const wrong = [
      { chunk: { text_splitter: 'axe', chunk_size: 5, chunk_overlap: 1 } },
      { chunk: { chunk_size: 'long', chunk_overlap: 1 } },
      { chunk: { chunk_size: 0, chunk_overlap: 0 } },
      { chunk: { chunk_size: 100, chunk_overlap: 100 } },
      { web: { search: { enabled: true, result_count: 'many' } } },
    ]
    for (const form of wrong)
      expect((await ada.post(`${R}/config/update`, form)).status).toBeOneOf([400, 422])
    expect(await get('/config')).toEqual(before)
  })

  test('of questions keep the template, which must have a place for passages', async () => {
    const before = await get('/query/settings')
    expect(before).toMatchObject({ status: true, k: 3, r: 0 })
    const changed = await post('/query/settings/update', { k: 5 })
    expect(changed).toEqual({ ...before, k: 5 })
    const refused = await ada.post(`${R}/query/settings/update`, { template: 'No place at all' })
    expect(refused).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('CONTEXT') },
    })
    const own = await post('/query/settings/update', { template: 'Passages: [context]', k: 3 })
    expect(own.template).toBe('Passages: [context]')
    expect((await bob.get(`${R}/template`)).body.template).toBe('Passages: [context]')
    expect(await post('/query/settings/update', { template: '' })).toEqual(before)
  })

  test('of questions take numbers that come as text', async () => {
    expect((await ada.post(`${R}/query/settings/update`, { r: '0.25' })).body.r).toBe(0.25)
    expect((await ada.post(`${R}/query/settings/update`, { r: 'much' })).status).toBe(422)
    expect((await ada.post(`${R}/query/settings/update`, { r: 0 })).body.r).toBe(0)
  })

  test('of embedding and reranking are read as they were written', async () => {
    expect(await get('/embedding')).toEqual({
      status: true,
      embedding_engine: 'openai',
      embedding_model: 'embed',
      embedding_batch_size: 16,
      openai_config: { url: provider.openai, key: 'sesame' },
      ollama_config: { url: expect.any(String), key: '' },
    })
    const refused = await ada.post(`${R}/embedding/update`, {
      embedding_engine: 'abacus',
      embedding_model: 'embed',
    })
    expect(refused.status).toBe(400)
    const inside = (embedding_model: string) =>
      ada.post(`${R}/embedding/update`, { embedding_engine: '', embedding_model })
    const { status, body } = await inside('intfloat/e5-large')
    expect([status, body.detail]).toEqual([500, expect.stringContaining('all-MiniLM-L6-v2')])
    expect((await get('/embedding')).embedding_engine).toBe('openai')
    expect((await post('/reranking/update', { reranking_model: 'order' })).reranking_model).toBe(
      'order',
    )
    await post('/reranking/update', { reranking_model: '' })
  })

  test('are tried out before anybody relies on them', async () => {
    expect(await post('/try', { what: 'embed', query: 'a sentence' })).toMatchObject({
      dimension: 8,
      ms: expect.any(Number),
    })
    const web = await ada.post(`${R}/try`, { what: 'web', query: 'a question' })
    expect(web).toMatchObject({ status: 400, body: { detail: expect.any(String) } })
  })
})

describe('texts and files', () => {
  const text = { name: 'Notes', content: 'The kettle sings at noon.' }
  const collections = async (who: Caller, ...collection_names: string[]) =>
    (await who.post(`${R}/query/collection`, { collection_names, query: 'kettle' })).body.documents

  test('a text becomes a collection of whoever sent it, and of nobody else', async () => {
    const { status, body } = await bob.post(`${R}/process/text`, text)
    expect([status, body.content]).toEqual([200, text.content])
    expect(body.collection_name).toMatch(/^[\da-f]{63}$/)
    expect(await collections(bob, body.collection_name)).toEqual([[text.content]])
    expect(await collections(ada, body.collection_name)).toEqual([[]])
    const again = await bob.post(`${R}/process/text`, text)
    expect(again.body.collection_name).toBe(body.collection_name)
    expect(await collections(bob, body.collection_name)).toEqual([[text.content]])
  })

  test('a text goes into a base of one’s own, and nowhere else by name', async () => {
    const base = await ada.post('/api/v1/knowledge/create', { name: 'Kitchen', description: '' })
    const into = (who: Caller, collection_name: string) =>
      who.post(`${R}/process/text`, { ...text, content: 'A kettle of copper.', collection_name })
    expect((await into(ada, base.body.id)).body.collection_name).toBe(base.body.id)
    expect(await collections(ada, base.body.id)).toEqual([['A kettle of copper.']])
    expect((await into(bob, base.body.id)).status).toBe(400)
    expect((await into(bob, 'my-own-name')).status).toBe(400)
  })

  test('an empty text is refused with the reason', async () => {
    const refused = await bob.post(`${R}/process/text`, { name: 'Nothing', content: ' \n ' })
    expect(refused.status).toBe(400)
  })

  test('a file is read again, with other words too', async () => {
    const file = await upload(bob, 'tea.txt', 'Tea needs hot water.')
    const again = await bob.post(`${R}/process/file`, { file_id: file.id })
    expect(again.body).toEqual({
      status: true,
      collection_name: `file-${file.id}`,
      filename: 'tea.txt',
      content: 'Tea needs hot water.',
    })
    const content = 'Coffee<br/>needs a kettle.'
    const other = await bob.post(`${R}/process/file`, { file_id: file.id, content })
    expect(other.body.content).toBe('Coffee\nneeds a kettle.')
    expect((await ask(bob, file.id, 'kettle')).documents).toEqual([['Coffee\nneeds a kettle.']])
    expect((await fileOf(bob, file.id)).data.content).toBe('Coffee\nneeds a kettle.')
    const unknown = await bob.post(`${R}/process/file`, { file_id: crypto.randomUUID() })
    expect(unknown.status).toBe(400)
  })

  test('one collection answers with ids, several without, and what is not there with nothing', async () => {
    const file = await upload(bob, 'one.txt', 'One kettle.')
    const one = { collection_name: `file-${file.id}`, query: 'kettle', k: 1 }
    const answer = await bob.post(`${R}/query/doc`, one)
    expect(answer.body).toMatchObject({
      ids: [[expect.any(String)]],
      distances: [[expect.any(Number)]],
      documents: [['One kettle.']],
      metadatas: [
        [
          {
            source: 'one.txt',
            file_id: file.id,
            created_by: bob.id,
            hash: file.hash,
            embedding_config: '{"engine":"openai","model":"embed"}',
          },
        ],
      ],
    })
    const none = { collection_names: ['file-none', 'nothing'], query: 'kettle' }
    expect((await bob.post(`${R}/query/collection`, none)).body).toEqual({
      distances: [[]],
      documents: [[]],
      metadatas: [[]],
    })
  })

  test('a base with nothing in it answers with nothing, and without trouble', async () => {
    const collection_names = [await base(ada)]
    const answer = await ada.post(`${R}/query/collection`, { collection_names, query: 'kettle' })
    expect(answer.body).toEqual({ distances: [[]], documents: [[]], metadatas: [[]] })
  })
})

describe('upkeep', () => {
  test('emptying the index takes every passage and every base, and reading all anew brings the files back', async () => {
    const file = await upload(ada, 'stays.txt', 'Files stay.')
    await ada.post('/api/v1/knowledge/create', { name: 'Goes', description: '' })
    const reset = await ada.fetch(`${R}/reset/db`, { method: 'POST' })
    expect([reset.status, await reset.text()]).toEqual([200, 'null'])
    expect((await ask(ada, file.id, 'files')).documents).toEqual([[]])
    expect((await ada.get('/api/v1/knowledge/')).body).toEqual([])
    await post('/reindex')
    await until(async () => (await ask(ada, file.id, 'files')).documents[0].length === 1)
    expect((await ask(ada, file.id, 'files')).documents).toEqual([['Files stay.']])
  })

  test('emptying the uploads takes the files', async () => {
    const file = await upload(bob, 'goes.txt', 'Files go.')
    expect(await post('/reset/uploads')).toBe(true)
    expect((await bob.get(`/api/v1/files/${file.id}`)).status).toBe(404)
  })
})
