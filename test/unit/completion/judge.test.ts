// A chat model as reranker: it weighs the passages of a search, and a search goes on without one that fails.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { scoresIn } from '../../../src/completion/judge'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { send } from '../../files'
import { openProvider, type Provider } from '../../provider'

const LINES = [
  'The lamp is lit at dusk.',
  'The cat sleeps on the stairs.',
  'Ships pass by at night.',
]

let reply = ''
let provider: Provider
let app: App
let ada: Caller
const stack = new AsyncDisposableStack()

beforeAll(async () => {
  provider = stack.use(
    await openProvider({ models: ['judge'], scripts: { judge: { reply: () => reply } } }),
  )
  const env = {
    ENABLE_OPENAI_API: 'true',
    OPENAI_API_BASE_URLS: provider.openai,
    OPENAI_API_KEYS: 'sk-judge',
    RAG_RERANKING_ENGINE: 'model',
    RAG_RERANKING_MODEL: 'judge',
    CHUNK_SIZE: '40',
    CHUNK_OVERLAP: '0',
  }
  app = stack.use(await openApp({ env }))
  ada = await app.admin()
  await send(ada, 'Lights.txt', LINES.join('\n\n'), 'wait=true')
})
afterAll(() => stack.disposeAsync())

const search = async () =>
  (
    await ada.post('/retrieval/api/v1/try', {
      what: 'documents',
      query: 'When is the lamp lit?',
    })
  ).body

const texts = (found: { passages: { text: string }[] }) => found.passages.map(({ text }) => text)

test('the model gets question and passages, and its order stands', async () => {
  reply = '{"scores": [0, 0, 0]}'
  const before = texts(await search())
  expect(before).toHaveLength(3)
  // Ten for the last of them turns the order round.
  reply = 'Here: {"scores": [1, 2, 10]}'
  const found = await search()
  expect(texts(found)).toEqual(before.toReversed())
  expect(found.passages[0]).toMatchObject({ score: 1, rerank: { rank: 1, score: 1 } })
  expect(found.trouble).toEqual([])
  const asked = JSON.stringify(provider.calls.at(-1)?.body)
  for (const words of ['When is the lamp lit?', ...LINES]) expect(asked).toContain(words)
})

test('a model that says something else leaves the order to the search, which says so', async () => {
  for (reply of ['The first one.', '{"scores": [1, 2]}', '{"scores": ["a", 2, 3]}', '{']) {
    const found = await search()
    expect(found.passages).toHaveLength(3)
    expect(found.passages[0].rerank).toBeNull()
    expect(found.trouble.join()).toContain('something else than scores')
  }
})

test('a model that is not there is named', async () => {
  const set = (model: string) =>
    ada.post('/retrieval/api/v1/reranking/update', { reranking_model: model })
  await set('nobody')
  expect((await search()).trouble.join()).toContain('There is no model nobody')
  await set('judge')
})

test('scores are held between nothing and everything', () => {
  expect(scoresIn('<think>hm</think>{"scores":[-3, 5, 99]}', 3)).toEqual([0, 0.5, 1])
})
