// What a model is told for a reply: images, parameters, system prompt, its own words without thoughts.
import { expect, test } from 'bun:test'
import type { Caller } from '../../caller'
import { type Data, describe, openDesk } from './desk'
import { begin, ended, question } from './follow'

const UNTITLED = { ENABLE_TITLE_GENERATION: 'false' }
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const URL = `data:image/png;base64,${PIXEL}`

const withImage = (model: string, more: object = {}) => ({
  message: {
    id: crypto.randomUUID(),
    content: 'What is this?',
    files: [{ type: 'image', url: URL }],
  },
  model,
  ...more,
})

async function answer(caller: Caller, form: object): Promise<Data> {
  const reply = await begin(caller, form)
  return { ...reply, end: await ended(caller, reply.id) }
}

test('images of the thread are seen by models of both kinds, in this turn and the next', async () => {
  await using desk = await openDesk({}, UNTITLED, ['openai', 'ollama'])
  for (const [model, sent] of [
    ['vision', URL],
    ['vision:latest', PIXEL],
  ] as const) {
    const first = await answer(desk.ada, withImage(model))
    expect(first.end.message.content).toBe('I see 1 image(s). What is this?')
    expect(desk.provider.last().images).toEqual([sent])
    const { chat_id, id } = first
    const next = question('And now?', { model, chat_id, parent_id: id })
    expect((await answer(desk.ada, next)).end.message.content).toBe('I see 1 image(s). And now?')
    const { history } = (await desk.ada.get(`/api/v1/chats/${chat_id}?images=link`)).body.chat
    const [image] = history.messages[first.user_message_id].files
    expect(image.url).toMatch(/^\/api\/v1\/files\/[0-9a-f-]{36}\/content$/)
  }
})

test('a model whose row says that it does not see gets the words alone', async () => {
  await using desk = await openDesk({}, UNTITLED)
  await describe(desk.ada, 'vision', {}, { capabilities: { vision: false } })
  await answer(desk.ada, withImage('vision'))
  expect(desk.provider.last().body).toMatchObject({
    messages: [{ role: 'user', content: 'What is this?' }],
  })
})

test('parameters and the system prompt of the chat go along; the model’s row wins', async () => {
  await using desk = await openDesk({}, UNTITLED, ['openai', 'ollama'])
  const params = {
    temperature: 0.5,
    max_tokens: 9,
    num_ctx: 2048,
    stop: ['END'],
    seed: null,
    top_p: 'much',
    system: 'You talk to {{USER_NAME}}.',
    model: 'evil',
    messages: [],
  }
  const system = { role: 'system', content: 'You talk to Ada.' }
  const user = { role: 'user', content: 'hi' }
  await answer(desk.ada, question('hi', { params }))
  expect(desk.provider.last('/v1/chat/completions').body).toEqual({
    model: 'echo',
    stream: true,
    stream_options: { include_usage: true },
    messages: [system, user],
    temperature: 0.5,
    max_tokens: 9,
    stop: ['END'],
  })
  await describe(desk.ada, 'echo:latest', { temperature: 0.1, system: 'Be kind.' })
  await answer(desk.ada, question('hi', { params, model: 'echo:latest' }))
  expect(desk.provider.last('/api/chat').body).toEqual({
    model: 'echo:latest',
    stream: true,
    messages: [{ role: 'system', content: 'Be kind.\nYou talk to Ada.' }, user],
    options: { temperature: 0.1, num_predict: 9, num_ctx: 2048, stop: ['END'] },
  })
})

test('a model hears its own words without its thoughts, and nothing where it said nothing', async () => {
  const said = '<think>Hm. Let me see.</think>\n\nThe answer.'
  await using desk = await openDesk({ script: { reply: said } }, UNTITLED)
  const first = await answer(desk.ada, question('one'))
  expect(first.end.message.content).toBe(said)
  const { chat_id, id } = first
  desk.provider.script = { fault: { status: 500, body: { error: 'no' } } }
  const second = await answer(desk.ada, question('two', { chat_id, parent_id: id }))
  desk.provider.script = {}
  await answer(desk.ada, question('three', { chat_id, parent_id: second.id }))
  expect(desk.provider.last('/v1/chat/completions').body).toMatchObject({
    messages: [
      { role: 'user', content: 'one' },
      { role: 'assistant', content: 'The answer.' },
      { role: 'user', content: 'two' },
      { role: 'user', content: 'three' },
    ],
  })
})

test('thoughts are kept apart and timed, from models of both kinds', async () => {
  await using desk = await openDesk({}, UNTITLED, ['openai', 'ollama'])
  desk.provider.scripts.reason = {
    reply: { reasoning: ['Hm. ', 'Yes.'], content: 'So.' },
    pace: 20,
  }
  for (const model of ['reason', 'reason:latest']) {
    const { message } = (await answer(desk.ada, question('why', { model }))).end
    expect([message.reasoning, message.content]).toEqual(['Hm. Yes.', 'So.'])
    expect(message.reasoning_ms).toBeGreaterThan(10)
    expect(message.usage.total_tokens).toBeGreaterThan(0)
  }
})

test('a server that does not know how to count is asked again without', async () => {
  const message = 'Unrecognized request argument supplied: stream_options'
  const fault = { status: 400, body: { error: { message } } }
  await using desk = await openDesk({ script: { fault } }, UNTITLED)
  const reply = await begin(desk.ada, question('hi'))
  expect((await ended(desk.ada, reply.id)).error.content).toBe(message)
  const asked = desk.provider.calls.filter(({ path }) => path === '/v1/chat/completions')
  expect(asked.map(({ body }) => Object.hasOwn(Object(body), 'stream_options'))).toEqual([
    true,
    false,
  ])
})

test('text that no database keeps is left out', async () => {
  await using desk = await openDesk({ script: { reply: ['a\0', 'b\ud83d', '\ude00'] } }, UNTITLED)
  const { end, chat_id, id } = await answer(desk.ada, question('hi'))
  expect(end.message.content).toBe('ab😀')
  const { history } = (await desk.ada.get(`/api/v1/chats/${chat_id}`)).body.chat
  expect(history.messages[id].content).toBe('ab😀')
})
