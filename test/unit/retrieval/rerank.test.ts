// A reranker by its address: it orders the passages again, and a search goes on without one that fails.
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { ask, upload } from './library'

type Answer = (documents: string[]) => Response | Promise<Response>

let stack: AsyncDisposableStack
let app: App
let ada: Caller
let file: string
let answer: Answer
let asked: { query?: string; documents?: string[]; model?: string; key: string | null }[] = []

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    idleTimeout: 60,
    async fetch(request) {
      const body = (await request.json()) as { query: string; documents: string[]; model: string }
      asked.push({ ...body, key: request.headers.get('authorization') })
      return answer(body.documents)
    },
  })
  stack.defer(() => server.stop(true))
  app = stack.use(
    await openApp({
      env: {
        RAG_RERANKING_ENGINE: 'external',
        RAG_RERANKING_MODEL: 'judge',
        RAG_EXTERNAL_RERANKER_URL: `http://127.0.0.1:${server.port}/v1/rerank`,
        RAG_EXTERNAL_RERANKER_API_KEY: 'sesame',
        RAG_EXTERNAL_RERANKER_TIMEOUT: '1',
        CHUNK_SIZE: '40',
        CHUNK_OVERLAP: '0',
      },
    }),
  )
  ada = await app.admin()
  const text = [
    'The lamp is lit at dusk.',
    'The cat sleeps on the stairs.',
    'Ships pass by at night.',
  ]
  file = (await upload(ada, 'Lights.txt', text.join('\n\n'))).id
})
afterAll(() => stack.disposeAsync())

const found = async () => {
  asked = []
  const { documents } = await ask(ada, file, 'When is the lamp lit?', { k: 3 })
  return documents[0] as string[]
}

describe('a reranker', () => {
  test('is given the question and the passages, and its order stands', async () => {
    answer = documents =>
      Response.json({
        results: documents.map((text, index) => ({
          index,
          relevance_score: text.includes('cat') ? 0.9 : 0.1,
        })),
      })
    expect((await found())[0]).toContain('cat')
    expect(asked[0]).toMatchObject({
      query: 'When is the lamp lit?',
      model: 'judge',
      key: 'Bearer sesame',
    })
    expect(asked[0]?.documents).toHaveLength(3)
  })

  test('may give a bare list of bare sums, as servers of Hugging Face do', async () => {
    answer = documents =>
      Response.json(
        documents.map((text, index) => ({ index, score: text.includes('Ships') ? 4 : -4 })),
      )
    expect((await found())[0]).toContain('Ships')
  })

  const failures: [string, Answer][] = [
    ['answers with an error', () => new Response('no', { status: 500 })],
    ['answers with a page', () => new Response('<html>Welcome</html>')],
    ['never answers', () => new Promise<Response>(() => undefined)],
    ['gives no scores', () => Response.json({ results: [] })],
    [
      'speaks of other passages',
      () => Response.json({ results: [{ index: 99, relevance_score: 1 }] }),
    ],
    ['breaks off', () => new Response('{"results": [', { headers: { 'content-length': '900' } })],
  ]
  for (const [what, failing] of failures) {
    test(`that ${what} leaves the order of the search`, async () => {
      answer = failing
      expect((await found())[0]).toContain('lamp')
      expect(asked).toHaveLength(1)
    })
  }
})
