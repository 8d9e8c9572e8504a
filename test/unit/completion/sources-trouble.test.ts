// Looking for sources while an embedder or a task model fails: the answer comes, says what it lacks, and can be stopped.
import { afterAll, afterEach, beforeAll, expect, test } from 'bun:test'
import { readFile } from '../../knowledge'
import { until } from '../../until'
import { type Desk, openDesk, say } from './desk'
import { begin, ended, messageOf, question } from './follow'
import { asFile, asked, long, told } from './shelf'

const QUESTION = 'How many cups does the blue teapot hold?'
const EMBEDDINGS = '/v1/embeddings'

let desk: Desk
let catalogue: string

beforeAll(async () => {
  desk = await openDesk(
    {},
    {
      ENABLE_TITLE_GENERATION: 'false',
      RAG_FULL_CONTEXT_CHARACTERS: '0',
      QUERY_GENERATION_TIMEOUT: '1',
    },
  )
  await desk.ada.post('/api/v1/settings', {
    'rag.embedding_engine': 'openai',
    'rag.embedding_model': 'embed',
    'rag.openai_api_base_url': desk.provider.openai,
  })
  catalogue = await readFile(desk.ada, 'catalogue.txt', long(30))
})
afterEach(() => {
  desk.provider.paths = {}
  desk.provider.scripts = {}
})
afterAll(() => desk[Symbol.asyncDispose]())

const ask = (content: string, more: object = {}) => {
  const message = { id: crypto.randomUUID(), content, files: [asFile(catalogue)] }
  return question(content, { message, ...more })
}

test('without an embedder words alone are searched, and the panel says so', async () => {
  for (const fault of [{ drop: 'headers' }, { garbage: 0 }, { status: 500 }] as const) {
    desk.provider.paths = { [EMBEDDINGS]: { fault } }
    const { id } = await begin(desk.ada, ask(QUESTION))
    const { state, message } = await ended(desk.ada, id)
    expect(state).toBe('done')
    expect(message.sources[0].document.join()).toContain('seven cups')
    expect(message.retrieval.trouble).not.toBeEmpty()
    expect(message.retrieval.passages[0]).toMatchObject({ vector: null, words: { rank: 1 } })
    expect(told(desk.provider)[0].content).not.toContain('could not be used')
  }
})

test('stopping ends the embedder’s work, and no model is asked', async () => {
  desk.provider.paths = { [EMBEDDINGS]: { fault: { hang: 'headers' } } }
  const before = asked(desk.provider)
  const calls = () => desk.provider.calls.filter(({ path }) => path === EMBEDDINGS)
  const known = calls().length
  const { id, chat_id } = await begin(desk.ada, ask('Which shelf has the jam of 1907?'))
  const call = await until(() => calls()[known])
  expect((await desk.ada.post(`/api/v1/replies/${id}/stop`)).body.state).toBe('stopped')
  await call.aborted
  expect(asked(desk.provider)).toBe(before)
  expect((await messageOf(desk.ada, chat_id, id)).state).toBe('stopped')
})

test('a caller who leaves ends it, too', async () => {
  desk.provider.paths = { [EMBEDDINGS]: { fault: { hang: 'headers' } } }
  const before = asked(desk.provider)
  const calls = () => desk.provider.calls.filter(({ path }) => path === EMBEDDINGS)
  const known = calls().length
  const leaving = new AbortController()
  const body = JSON.stringify({
    ...say('Which jam?', { files: [asFile(catalogue)] }),
    stream: true,
  })
  const headers = { 'content-type': 'application/json' }
  const init = { method: 'POST', body, headers, signal: leaving.signal }
  const answer = desk.ada.fetch('/api/chat/completions', init).catch(() => 'left')
  const call = await until(() => calls()[known])
  leaving.abort()
  expect(await answer).toBe('left')
  await call.aborted
  expect(asked(desk.provider)).toBe(before)
})

test('a task model that hangs costs its time and no more', async () => {
  const first = await begin(desk.ada, ask(QUESTION))
  await ended(desk.ada, first.id)
  desk.provider.scripts = { embed: { fault: { hang: 'headers' } } }
  await desk.ada.post('/api/v1/settings', { 'task.model.external': 'embed' })
  const { chat_id, id: parent_id } = first
  const next = await begin(desk.ada, ask('And which shelf is that on?', { chat_id, parent_id }))
  const { state, message } = await ended(desk.ada, next.id)
  expect(state).toBe('done')
  expect(message.retrieval.queries).toEqual(['And which shelf is that on?'])
  expect(message.retrieval.ms.queries).toBeLessThan(5000)
  await desk.ada.post('/api/v1/settings/reset', { keys: ['task.model.external'] })
})
