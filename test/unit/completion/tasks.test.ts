// Small jobs beside a chat: titles, tags, queries, completions of what is typed, emoji, merged answers.
import { expect, test } from 'bun:test'
import type { Answer } from '../../caller'
import { type Data, type Desk, describe, eventsIn, openDesk, spoken } from './desk'

const messages = [
  { role: 'user', content: 'first question' },
  { role: 'assistant', content: 'first answer' },
  { role: 'user', content: [{ type: 'text', text: 'last question' }] },
]

const BODIES: Record<string, object> = {
  title: { messages },
  tags: { messages },
  queries: { messages, type: 'web_search' },
  auto: { prompt: 'How do I', type: 'search query', messages },
  emoji: { prompt: 'We won!' },
  moa: { prompt: 'Which?', responses: ['This.', 'That.'] },
}

const ask = (desk: Desk, job: string, more: object = {}, model = 'echo'): Promise<Answer> =>
  desk.ada.post(`/api/task/${job}/completions`, { model, ...BODIES[job], ...more })

const sent = (desk: Desk, path = '/v1/chat/completions'): Data => desk.provider.last(path).body

const configure = async (desk: Desk, changes: object) =>
  desk.ada.post('/api/task/config/update', {
    ...(await desk.ada.get('/api/task/config')).body,
    ...changes,
  })

test('every job is one plain question that names its subject', async () => {
  await using desk = await openDesk()
  const words: Record<string, string[]> = {
    title: ['ASSISTANT: first answer\nUSER: last question'],
    tags: ['USER: first question', '"tags"'],
    queries: ['last question', '"queries"', new Date().getFullYear().toString()],
    auto: ['search query', 'How do I', '"text"'],
    emoji: ['We won!'],
    moa: ['"Which?"', '"""This."""\n\n"""That."""'],
  }
  for (const job of Object.keys(BODIES)) {
    const answer = await ask(desk, job)
    expect([job, answer.status]).toEqual([job, 200])
    const { messages: told, stream, model, ...rest } = sent(desk)
    expect([told.length, told[0].role, stream, model]).toEqual([1, 'user', false, 'echo'])
    for (const word of words[job] ?? []) expect(told[0].content).toContain(word)
    expect(told[0].content).not.toMatch(/\{\{|first question.*first question/s)
    expect(answer.body.choices[0].message.content).toBe(told[0].content)
    const limits: Record<string, object> = { title: { max_tokens: 50 }, emoji: { max_tokens: 4 } }
    expect(rest).toEqual(limits[job] ?? {})
  }
})

test('an Ollama model does them as well, with the limit where Ollama looks for it', async () => {
  await using desk = await openDesk({}, {}, ['ollama'])
  await describe(desk.ada, 'echo:latest', { num_ctx: 512, system: 'Be a pirate.', max_tokens: 999 })
  await ask(desk, 'title', {}, 'echo:latest')
  const { options, messages: told } = sent(desk, '/api/chat')
  expect(options).toEqual({ num_predict: 50, num_ctx: 512 })
  expect(told).toHaveLength(1)
})

test('merged answers can be streamed', async () => {
  await using desk = await openDesk()
  const { headers, body } = await ask(desk, 'moa', { stream: true })
  expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(spoken(eventsIn(body))).toBe(sent(desk).messages[0].content)
})

test('the model for jobs is the server’s choice and needs no right of the user’s', async () => {
  await using desk = await openDesk({ models: ['echo', 'clerk'] }, {}, ['openai', 'ollama'])
  const grace = await desk.user('Grace', 'echo', 'echo:latest')
  await configure(desk, { TASK_MODEL: 'clerk:latest', TASK_MODEL_EXTERNAL: 'clerk' })
  const jobs = (model: string) => grace.post('/api/task/title/completions', { model, messages })
  expect((await jobs('echo')).status).toBe(200)
  expect(sent(desk).model).toBe('clerk')
  expect((await jobs('echo:latest')).status).toBe(200)
  expect(sent(desk, '/api/chat').model).toBe('clerk:latest')
  expect((await jobs('clerk')).status).toBe(404)
  await configure(desk, { TASK_MODEL: 'gone', TASK_MODEL_EXTERNAL: 'gone' })
  expect((await jobs('echo')).status).toBe(200)
  expect(sent(desk).model).toBe('echo')
})

test('an admin’s template is used, each placeholder filled once', async () => {
  await using desk = await openDesk()
  await configure(desk, {
    TITLE_GENERATION_PROMPT_TEMPLATE:
      '{{prompt}}|{{PROMPT:start:4}}|{{prompt:end:8}}|{{prompt:middletruncate:5}}|{{MESSAGES:START:1}}|' +
      '{{MESSAGES:MIDDLETRUNCATE:2}}|{{USER_NAME}}|{{CURRENT_DATE}}|{{messages}}|{{OTHER}}',
  })
  const said = [...messages, { role: 'user', content: '{{USER_NAME}} asks' }]
  await ask(desk, 'title', { messages: said })
  const [prompt, start, end, middle, first, both, name, date, ...rest] = String(
    sent(desk).messages[0].content,
  ).split('|')
  expect([prompt, start, end, middle]).toEqual([
    '{{USER_NAME}} asks',
    '{{US',
    'E}} asks',
    '{{U...ks',
  ])
  expect(first).toBe('USER: first question')
  expect(both).toBe('USER: first question\nUSER: {{USER_NAME}} asks')
  expect(name).toBe('Ada')
  expect(date).toMatch(/^\d{4}-\d\d-\d\d$/)
  expect(rest).toEqual(['{{messages}}', '{{OTHER}}'])
})

test('a template that is nothing but openings takes no longer than any other', async () => {
  await using desk = await openDesk()
  await configure(desk, { TITLE_GENERATION_PROMPT_TEMPLATE: '{{'.repeat(200_000) })
  expect((await ask(desk, 'title')).status).toBe(200)
})

test('what is switched off says so in its own way', async () => {
  await using desk = await openDesk()
  await configure(desk, {
    ENABLE_TAGS_GENERATION: false,
    ENABLE_AUTOCOMPLETE_GENERATION: false,
    ENABLE_SEARCH_QUERY_GENERATION: false,
  })
  const tags = await ask(desk, 'tags')
  expect([tags.status, tags.body]).toEqual([200, { detail: 'Tags generation is disabled' }])
  expect((await ask(desk, 'auto')).status).toBe(400)
  expect((await ask(desk, 'queries')).status).toBe(400)
  expect((await ask(desk, 'queries', { type: 'retrieval' })).status).toBe(200)
  await configure(desk, { ENABLE_RETRIEVAL_QUERY_GENERATION: false })
  expect((await ask(desk, 'queries', { type: 'retrieval' })).status).toBe(400)
})

test('text that is too long to complete is refused', async () => {
  await using desk = await openDesk()
  await configure(desk, { AUTOCOMPLETE_GENERATION_INPUT_MAX_LENGTH: 8 })
  expect((await ask(desk, 'auto')).status).toBe(200)
  expect((await ask(desk, 'auto', { prompt: 'How do I?' })).status).toBe(400)
})

test('bad bodies are 422, unknown models and foreign chats 404, provider errors as in chats', async () => {
  await using desk = await openDesk()
  const grace = await desk.user('Grace')
  const hers = await grace.post('/api/v1/chats/new', { chat: {} })
  for (const job of Object.keys(BODIES)) {
    const path = `/api/task/${job}/completions`
    expect((await desk.ada.post(path, {})).status).toBe(422)
    expect((await desk.ada.post(path, { model: 'echo' })).status).toBe(422)
    expect((await ask(desk, job, {}, 'nowhere')).status).toBe(404)
    expect((await ask(desk, job, { chat_id: hers.body.id })).status).toBe(404)
  }
  desk.provider.script = { fault: { status: 429, body: { error: { message: 'slow down' } } } }
  const limited = await ask(desk, 'title')
  expect([limited.status, limited.body.detail]).toEqual([429, 'slow down'])
})

test('after an answer old clients get their body back; there are no actions and no pipelines', async () => {
  await using desk = await openDesk()
  const body = { model: 'echo', messages: [{ id: 'm', role: 'user' }], chat_id: 'local' }
  const whole = { ...body, session_id: 's', id: 'm', extra: { kept: true } }
  const answer = await desk.ada.post('/api/chat/completed', whole)
  expect([answer.status, answer.body]).toEqual([200, whole])
  for (const key of ['model', 'messages', 'chat_id', 'session_id', 'id']) {
    const rest = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== key))
    expect((await desk.ada.post('/api/chat/completed', rest)).status).toBe(422)
  }
  const unknown = await desk.ada.post('/api/chat/completed', { ...whole, model: 'nope' })
  expect([unknown.status, unknown.body.detail]).toEqual([404, 'Model not found'])
  expect((await desk.ada.post('/api/chat/completed', { ...whole, chat_id: 'x' })).status).toBe(404)
  const action = await desk.ada.post('/api/chat/actions/some.thing', whole)
  expect([action.status, action.body.detail]).toEqual([404, 'Action not found'])
  expect((await desk.ada.get('/api/pipelines/list')).body).toEqual({ data: [] })
})
