// Chat completions as clients ask for them: models of both kinds, streamed and plain, OpenAI's shape out.
import { expect, test } from 'bun:test'
import { describe, openDesk, say, spoken, streamed } from './desk'

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

test('a plain answer of an OpenAI-style model comes in its shape', async () => {
  await using desk = await openDesk()
  const { status, body } = await desk.ada.post('/api/chat/completions', say('one two three'))
  expect(status).toBe(200)
  expect(body.object).toBe('chat.completion')
  expect(body.choices[0]).toMatchObject({
    index: 0,
    finish_reason: 'stop',
    message: { role: 'assistant', content: 'one two three' },
  })
  expect(body.usage).toEqual({ prompt_tokens: 3, completion_tokens: 3, total_tokens: 6 })
})

test('a streamed answer comes word by word and ends with [DONE]', async () => {
  await using desk = await openDesk()
  const options = { stream_options: { include_usage: true } }
  const { type, events } = await streamed(desk.ada, say('one two three', options))
  expect(type).toBe('text/event-stream; charset=utf-8')
  expect(events.at(-1)).toBe('[DONE]')
  expect(spoken(events)).toBe('one two three')
  expect(events.at(-3).choices[0].finish_reason).toBe('stop')
  expect(events.at(-2)).toMatchObject({ choices: [], usage: { total_tokens: 6 } })
})

test('an Ollama model answers in the same shapes', async () => {
  await using desk = await openDesk({}, {}, ['ollama'])
  const ask = say('one two three', { model: 'echo:latest' })
  const plain = await desk.ada.post('/api/chat/completions', ask)
  expect(plain.body.choices[0].message).toEqual({ role: 'assistant', content: 'one two three' })
  expect(plain.body.usage).toMatchObject({ prompt_tokens: 3, completion_tokens: 3 })
  const { events } = await streamed(desk.ada, ask)
  expect(spoken(events)).toBe('one two three')
  expect(events.at(-1)).toBe('[DONE]')
  expect(events.at(-2).choices[0]).toMatchObject({ delta: {}, finish_reason: 'stop' })
  expect(new Set(events.slice(0, -1).map(event => event.id)).size).toBe(1)
})

test('thoughts come as reasoning_content whatever stands behind', async () => {
  await using desk = await openDesk({}, {}, ['openai', 'ollama'])
  for (const model of ['reason', 'reason:latest']) {
    const { events } = await streamed(desk.ada, say('why', { model }))
    const thoughts = events.map(event => event.choices?.[0].delta?.reasoning_content ?? '').join('')
    expect(thoughts).toBe('The person wants an answer. I have one.')
    expect(spoken(events)).toBe('After some thought: why')
  }
})

test('images reach models of both kinds', async () => {
  await using desk = await openDesk({}, {}, ['openai', 'ollama'])
  const url = `data:image/png;base64,${PIXEL}`
  const content = [
    { type: 'text', text: 'What is this?' },
    { type: 'image_url', image_url: { url } },
  ]
  for (const [model, sent] of [
    ['vision', url],
    ['vision:latest', PIXEL],
  ] as const) {
    const { body } = await desk.ada.post('/api/chat/completions', say(content, { model }))
    expect(body.choices[0].message.content).toBe('I see 1 image(s). What is this?')
    expect(desk.provider.calls.at(-1)?.images).toEqual([sent])
  }
})

test('unknown keys go on to an OpenAI-style server, ours stay here', async () => {
  await using desk = await openDesk()
  const theirs = { top_k: 3, response_format: { type: 'text' }, user: 'u', tools: [] }
  const ours = {
    chat_id: 'local',
    id: 'm',
    session_id: 's',
    files: [{ type: 'image', url: 'x' }],
    features: { web_search: false },
    tool_ids: ['t'],
    metadata: { a: 1 },
  }
  await desk.ada.post('/api/chat/completions', say('hi', { ...theirs, ...ours }))
  expect(desk.provider.last('/v1/chat/completions').body).toEqual({
    ...say('hi', theirs),
    stream: false,
  })
})

test('the key of the connection is the only credential that leaves', async () => {
  await using desk = await openDesk({ key: 'sk-secret-of-the-house' })
  const headers = { cookie: 'a=b', 'x-secret': 'mine', 'openai-organization': 'o' }
  await desk.ada.post('/api/chat/completions', say('hi'), headers)
  const sent = desk.provider.last('/v1/chat/completions').headers
  expect(sent.authorization).toBe('Bearer sk-secret-of-the-house')
  expect(Object.keys(sent)).not.toContain('cookie')
  expect(Object.keys(sent)).not.toContain('x-secret')
  expect(Object.keys(sent)).not.toContain('openai-organization')
})

test('a model’s row wins over the request and puts its system prompt in front', async () => {
  await using desk = await openDesk()
  const params = {
    temperature: 0.2,
    top_p: '0.5',
    max_tokens: 10,
    seed: 7,
    stop: ['\\n\\n', 'END'],
    top_k: 9,
    stream_response: false,
    system: 'You serve {{USER_NAME}} in {{USER_LOCATION}}.',
  }
  await describe(desk.ada, 'echo', params)
  const messages = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'hi' },
  ]
  await desk.ada.post('/api/chat/completions', { model: 'echo', messages, temperature: 1 })
  expect(desk.provider.last('/v1/chat/completions').body).toEqual({
    model: 'echo',
    stream: false,
    messages: [
      { role: 'system', content: 'You serve Ada in Unknown.\nBe brief.' },
      { role: 'user', content: 'hi' },
    ],
    temperature: 0.2,
    top_p: 0.5,
    max_tokens: 10,
    seed: 7,
    stop: ['\n\n', 'END'],
  })
  for (const limit of ['max_tokens', 'max_completion_tokens']) {
    await desk.ada.post('/api/chat/completions', say('hi', { [limit]: 99 }))
    const sent = desk.provider.last('/v1/chat/completions').body
    expect(sent).toMatchObject({ max_tokens: 10 })
    expect(sent).not.toHaveProperty('max_completion_tokens')
  }
})

test('an Ollama model’s row becomes options', async () => {
  await using desk = await openDesk({}, {}, ['ollama'])
  const params = { max_tokens: 10, frequency_penalty: 1.1, num_ctx: 2048, system: 'Be kind.' }
  await describe(desk.ada, 'echo:latest', params)
  await desk.ada.post('/api/chat/completions', say('hi', { model: 'echo:latest', top_p: 0.3 }))
  expect(desk.provider.last('/api/chat').body).toEqual({
    model: 'echo:latest',
    stream: false,
    messages: [
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: 'hi' },
    ],
    options: { top_p: 0.3, num_predict: 10, repeat_penalty: 1.1, num_ctx: 2048 },
  })
})

test('the token limit bears the name that the server knows, and o1 hears no system message', async () => {
  await using desk = await openDesk({ models: ['echo', 'o1-mini'] })
  const sent = () => desk.provider.last('/v1/chat/completions').body
  await desk.ada.post('/api/chat/completions', say('hi', { max_completion_tokens: 5 }))
  expect(sent()).toEqual({ ...say('hi', { max_tokens: 5 }), stream: false })
  const messages = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'hi' },
  ]
  await desk.ada.post('/api/chat/completions', { model: 'o1-mini', messages, max_tokens: 5 })
  expect(sent()).toMatchObject({
    max_completion_tokens: 5,
    messages: [{ role: 'user', content: 'Be brief.' }, { role: 'user' }],
  })
  expect(sent()).not.toHaveProperty('max_tokens')
})

test('a chat that is named must be the caller’s own', async () => {
  await using desk = await openDesk()
  const grace = await desk.user('Grace', 'echo')
  const chat = await desk.ada.post('/api/v1/chats/new', { chat: { title: 'Mine' } })
  const ask = (chat_id: unknown) => say('hi', { chat_id })
  for (const chat_id of ['', 'local', null, chat.body.id]) {
    const answer = await desk.ada.post('/api/chat/completions', ask(chat_id))
    expect(answer.status).toBe(200)
  }
  const before = desk.provider.work.length
  for (const chat_id of [chat.body.id, 'nowhere', '../../etc']) {
    const answer = await grace.post('/api/chat/completions', ask(chat_id))
    expect(answer.status).toBe(404)
    expect(answer.body.error.message).toBe(answer.body.detail)
  }
  expect(desk.provider.work.length).toBe(before)
  expect((await desk.ada.get(`/api/v1/chats/${chat.body.id}`)).body.chat).toEqual({ title: 'Mine' })
})

test('who asks without a credential gets 401, in both shapes; a cookie is one', async () => {
  await using desk = await openDesk()
  for (const path of ['/api/chat/completions', '/v1/chat/completions', '/v1/models']) {
    const init = { method: path === '/v1/models' ? 'GET' : 'POST' }
    const answer = await desk.app.fetch(path, init)
    const body = await answer.json()
    expect([answer.status, body.detail]).toEqual([401, 'Not authenticated'])
    expect(body.error).toMatchObject({ message: 'Not authenticated', code: '401', param: null })
  }
  const cookie = { cookie: `token=${desk.ada.token}` }
  const answer = await desk.app.nobody.post('/api/chat/completions', say('hi'), cookie)
  expect(answer.status).toBe(200)
})
