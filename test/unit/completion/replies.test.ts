// Replies that belong to the server: begun, joined, left, stopped, gone on with.
import { expect, test } from 'bun:test'
import { until } from '../../until'
import { openDesk } from './desk'
import { all, begin, ended, follow, messageOf, question, shown, untilShown } from './follow'

const REPLIES = '/api/v1/replies'
const UNTITLED = { ENABLE_TITLE_GENERATION: 'false' }

test('a question makes a chat, and its answer is kept word for word', async () => {
  await using desk = await openDesk({}, UNTITLED)
  const form = question('one two three', { id: crypto.randomUUID(), model: 'reason' })
  const reply = await begin(desk.ada, form)
  expect(reply).toMatchObject({
    id: form.id,
    user_message_id: form.message.id,
    model: 'reason',
    state: 'running',
  })
  const done = await ended(desk.ada, reply.id)
  const content = 'After some thought: one two three'
  const reasoning = 'The person wants an answer. I have one.'
  const usage = { prompt_tokens: 3, completion_tokens: 14, total_tokens: 17 }
  const message = { id: form.id, role: 'assistant', content, reasoning, usage, done: true }
  expect(done).toMatchObject({
    type: 'done',
    state: 'done',
    message: { ...message, state: 'done' },
  })
  const { chat } = (await desk.ada.get(`/api/v1/chats/${reply.chat_id}`)).body
  expect(chat.history.currentId).toBe(form.id)
  expect(chat.models).toEqual(['reason'])
  expect(chat.messages.map((m: { id: string }) => m.id)).toEqual([form.message.id, form.id])
  expect(chat.history.messages[form.id]).toMatchObject({
    ...message,
    parentId: form.message.id,
    modelName: 'reason',
    info: { openai: true, ...usage },
  })
  expect(chat.history.messages[form.message.id]).toMatchObject({
    role: 'user',
    content: 'one two three',
    models: ['reason'],
    childrenIds: [form.id],
  })
  const list = await desk.ada.get('/api/v1/chats/')
  expect(list.body).toMatchObject([{ id: reply.chat_id }])
})

test('events are numbered, and whoever comes back reads on where he was', async () => {
  await using desk = await openDesk(
    { script: { reply: ['a', 'b', 'c', 'd'], pace: 'steps' } },
    UNTITLED,
  )
  const reply = await begin(desk.ada, question('go'))
  await desk.provider.next(3)
  const at = await untilShown(desk.ada, reply.id, 'ab')
  desk.provider.finish()
  const rest = await all(follow(desk.ada, reply.id, at))
  expect(shown(rest).content).toBe('cd')
  expect(rest.map(({ data }) => data.type)).not.toContain('snapshot')
  expect(rest.at(-1)?.data).toMatchObject({ type: 'done', state: 'done' })
  const numbers = rest.map(({ id }) => id)
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
  expect(numbers[0]).toBeGreaterThan(at)
  for (const after of [undefined, 0, 5, at + 1_000_000, -1]) {
    const again = await all(follow(desk.ada, reply.id, after))
    expect(again.map(({ data }) => data.type)).toEqual(['snapshot', 'done'])
    expect(shown(again).content).toBe('abcd')
  }
  expect(await all(follow(desk.ada, reply.id, rest.at(-1)?.id))).toEqual([])
})

test('a reply goes on when nobody listens', async () => {
  await using desk = await openDesk({ script: { pace: 'steps' } }, UNTITLED)
  const reply = await begin(desk.ada, question('one two three'))
  await desk.provider.next(2)
  const left = new AbortController()
  for await (const _ of follow(desk.ada, reply.id, undefined, left.signal)) break
  left.abort()
  desk.provider.finish()
  await until(async () => (await desk.ada.get(`${REPLIES}/${reply.id}`)).body.state === 'done')
  const message = await messageOf(desk.ada, reply.chat_id, reply.id)
  expect([message.content, message.done]).toEqual(['one two three', true])
})

test('what a reply says is written down while it grows', async () => {
  await using desk = await openDesk({ script: { pace: 'steps' } }, UNTITLED)
  const reply = await begin(desk.ada, question('one two three'))
  await desk.provider.next(2)
  await until(async () => {
    const message = await messageOf(desk.ada, reply.chat_id, reply.id)
    expect([message.done, message.state]).toEqual([false, 'running'])
    return message.content === 'one '
  })
})

test('two tabs read the same; one that stops reading does no harm', async () => {
  await using desk = await openDesk({ script: { pace: 1 } }, UNTITLED)
  const text = Array.from({ length: 40 }, (_, n) => `word${n}`).join(' ')
  const reply = await begin(desk.ada, question(text))
  const idle = await desk.ada.fetch(`${REPLIES}/${reply.id}/events`)
  const tabs = await Promise.all([1, 2, 3].map(() => all(follow(desk.ada, reply.id))))
  for (const tab of tabs) expect(shown(tab).content).toBe(text)
  expect(await idle.text()).toContain('"state":"done"')
})

test('stopping keeps the text so far and tells the provider', async () => {
  await using desk = await openDesk({ script: { pace: 'steps' } }, UNTITLED)
  const reply = await begin(desk.ada, question('one two three'))
  await desk.provider.next(2)
  await untilShown(desk.ada, reply.id, 'one')
  const stopped = await desk.ada.post(`${REPLIES}/${reply.id}/stop`)
  expect(stopped.body).toMatchObject({ id: reply.id, state: 'stopped' })
  await desk.provider.last('/v1/chat/completions').aborted
  const message = await messageOf(desk.ada, reply.chat_id, reply.id)
  expect(message).toMatchObject({ content: 'one ', state: 'stopped', done: true })
  expect(message).not.toHaveProperty('error')
  expect(await ended(desk.ada, reply.id)).toMatchObject({ type: 'done', state: 'stopped' })
  expect((await desk.ada.post(`${REPLIES}/${reply.id}/stop`)).body.state).toBe('stopped')
})

test('a reply that hangs before its first word can be stopped', async () => {
  await using desk = await openDesk({ script: { fault: { hang: 'headers' } } }, UNTITLED)
  const reply = await begin(desk.ada, question('hi'))
  const call = await desk.provider.call('/v1/chat/completions')
  expect((await desk.ada.post(`${REPLIES}/${reply.id}/stop`)).body.state).toBe('stopped')
  await call.aborted
})

test('a stopped reply goes on in the same message, with models of both kinds', async () => {
  await using desk = await openDesk({ script: { pace: 'steps' } }, UNTITLED, ['openai', 'ollama'])
  for (const [model, path] of [
    ['echo', '/v1/chat/completions'],
    ['echo:latest', '/api/chat'],
  ] as const) {
    desk.provider.script = { reply: ['The cat ', 'sat'], pace: 'steps' }
    const reply = await begin(desk.ada, question('Tell me', { model }))
    // OpenAI's first piece says who speaks.
    await desk.provider.next(model === 'echo' ? 2 : 1)
    await untilShown(desk.ada, reply.id, 'The cat')
    await desk.ada.post(`${REPLIES}/${reply.id}/stop`)
    desk.provider.script = { reply: ['sat down.'] }
    const { chat_id, id } = reply
    const again = await begin(desk.ada, { chat_id, continue_id: id, model })
    expect(again).toMatchObject({ id, chat_id, user_message_id: reply.user_message_id })
    expect(again.event).toBeGreaterThan(reply.event)
    const done = await ended(desk.ada, id)
    expect([done.state, done.message.content]).toEqual(['done', 'The cat sat down.'])
    expect(desk.provider.last(path).body).toMatchObject({
      messages: [
        { role: 'user', content: 'Tell me' },
        { role: 'assistant', content: 'The cat ' },
      ],
    })
    const { chat } = (await desk.ada.get(`/api/v1/chats/${chat_id}`)).body
    expect(Object.keys(chat.history.messages)).toHaveLength(2)
  }
})

test('another answer to the same question stands beside the first', async () => {
  await using desk = await openDesk({}, UNTITLED)
  const first = await begin(desk.ada, question('one'))
  await ended(desk.ada, first.id)
  const { chat_id, user_message_id } = first
  const second = await begin(desk.ada, { chat_id, user_message_id, model: 'reason' })
  await ended(desk.ada, second.id)
  const { history } = (await desk.ada.get(`/api/v1/chats/${chat_id}`)).body.chat
  expect(history.messages[user_message_id].childrenIds).toEqual([first.id, second.id])
  expect(history.currentId).toBe(second.id)
  expect(history.messages[second.id].model).toBe('reason')
})

test('the next question hangs under the answer, and the model hears the whole branch alone', async () => {
  await using desk = await openDesk({}, UNTITLED)
  const first = await begin(desk.ada, question('one'))
  await ended(desk.ada, first.id)
  const { chat_id } = first
  const aside = await begin(desk.ada, question('aside', { chat_id, parent_id: null }))
  await ended(desk.ada, aside.id)
  const next = question('two', { chat_id, parent_id: first.id })
  const second = await begin(desk.ada, next)
  await ended(desk.ada, second.id)
  expect(desk.provider.last('/v1/chat/completions').body).toMatchObject({
    messages: [
      { role: 'user', content: 'one' },
      { role: 'assistant', content: 'one' },
      { role: 'user', content: 'two' },
    ],
  })
  const { history } = (await desk.ada.get(`/api/v1/chats/${chat_id}`)).body.chat
  expect(history.messages[next.message.id].parentId).toBe(first.id)
  expect(history.currentId).toBe(second.id)
})

test('what runs is listed, and is only its owner’s', async () => {
  await using desk = await openDesk({ script: { pace: 'steps' } }, UNTITLED)
  const grace = await desk.user('Grace', 'echo')
  const mine = await begin(desk.ada, question('one'))
  const other = await begin(desk.ada, question('two'))
  const ids = async (query = '') =>
    (await desk.ada.get(`${REPLIES}${query}`)).body.data.map(({ id }: { id: string }) => id)
  expect(await ids()).toEqual([mine.id, other.id])
  expect(await ids(`?chat_id=${other.chat_id}`)).toEqual([other.id])
  expect((await grace.get(REPLIES)).body).toEqual({ data: [] })
  for (const id of [mine.id, 'nowhere']) {
    for (const path of [`${REPLIES}/${id}`, `${REPLIES}/${id}/events`]) {
      expect((await grace.get(path)).status).toBe(404)
    }
    expect((await grace.post(`${REPLIES}/${id}/stop`)).status).toBe(404)
  }
  expect((await desk.ada.get(`${REPLIES}/${mine.id}`)).body.state).toBe('running')
  desk.provider.finish()
  await ended(desk.ada, mine.id)
  await ended(desk.ada, other.id)
  expect(await ids()).toEqual([])
})
