// A search whose embedder is away: words answer alone, and the answer says so.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'bun:test'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { openProvider, type Provider } from '../../provider'
import { ask, upload } from './library'

const EMBEDDINGS = '/v1/embeddings'
const LAMP = 'The lamp of the lighthouse burns oil of whales.'

let stack: AsyncDisposableStack
let provider: Provider
let app: App
let ada: Caller
let file: string

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  provider = stack.use(await openProvider({ models: ['embed'] }))
  const env = {
    RAG_EMBEDDING_ENGINE: 'openai',
    RAG_EMBEDDING_MODEL: 'embed',
    RAG_OPENAI_API_BASE_URL: provider.openai,
    AIOHTTP_CLIENT_TIMEOUT: '1',
  }
  app = stack.use(await openApp({ env }))
  ada = await app.admin()
  file = (await upload(ada, 'lamp.txt', LAMP)).id
})
afterEach(() => {
  provider.paths = {}
})
afterAll(() => stack.disposeAsync())

/** Every question is a new one: what was embedded once is known. */
let asked = 0
const search = () => ask(ada, file, `lighthouse lamp ${++asked}`)

const TROUBLES = [
  ['hangs', { hang: 'headers' }],
  ['hangs in the middle of its answer', { hang: 'body' }],
  ['drops the connection', { drop: 'headers' }],
  ['breaks off in the middle of its answer', { drop: 1 }],
  ['says what nobody understands', { garbage: 0 }],
  ['fails', { status: 500 }],
  ['refuses', { status: 401 }],
  ['answers without vectors', { status: 200, body: { data: [] } }],
  ['gives vectors of another length', { status: 200, body: vectorOf([0.6, 0.8]) }],
  ['gives a vector of nothing', { status: 200, body: vectorOf([0, 0, 0, 0, 0, 0, 0, 0]) }],
] as const

function vectorOf(embedding: number[]): unknown {
  return { object: 'list', data: [{ object: 'embedding', index: 0, embedding }], model: 'embed' }
}

describe('words answer alone, and the answer says so, when the embedder', () => {
  test.each(TROUBLES)('%s', async (_, fault) => {
    provider.paths = { [EMBEDDINGS]: { fault } }
    const found = await search()
    expect(found.documents).toEqual([[LAMP]])
    expect(found.trouble).toEqual([expect.any(String)])
    expect(found.trouble[0].length).toBeGreaterThan(20)
  })
})

test('nothing is said of trouble once the embedder is there again', async () => {
  provider.paths = { [EMBEDDINGS]: { fault: { status: 500 } } }
  await search()
  provider.paths = {}
  const found = await search()
  expect(found.documents).toEqual([[LAMP]])
  expect(found).not.toHaveProperty('trouble')
})

test('what has none of the words is not found then, though it would be by its meaning', async () => {
  provider.paths = { [EMBEDDINGS]: { fault: { status: 500 } } }
  expect((await ask(ada, file, 'zebra')).documents).toEqual([[]])
  provider.paths = {}
  expect((await ask(ada, file, 'zebra again')).documents).toEqual([[LAMP]])
})
