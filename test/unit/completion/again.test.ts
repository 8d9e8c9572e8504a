// A request whose answer was lost on the way comes again: nothing is asked twice.
import { expect, test } from 'bun:test'
import type { App } from '../../app'
import { until } from '../../until'
import { openDesk } from './desk'
import { begin, ended, question } from './follow'

const REPLIES = '/api/v1/replies'
const UNTITLED = { ENABLE_TITLE_GENERATION: 'false' }
const PATH = '/v1/chat/completions'

const ids = () => ({ id: crypto.randomUUID() })

test('a question that comes again gets the reply it has, running or over', async () => {
  await using desk = await openDesk({ script: { pace: 'steps' } }, UNTITLED)
  const forms = [question('one'), question('two', ids())]
  const same = async (state: string) => {
    for (const form of forms) {
      const first = await begin(desk.ada, form)
      expect(first.state).toBe(state)
      for (const chat_id of [null, first.chat_id]) {
        const again = await begin(desk.ada, { ...form, chat_id })
        expect(again).toEqual({ ...first, event: expect.any(Number) })
      }
    }
  }
  await same('running')
  desk.provider.finish()
  await until(async () => (await desk.ada.get(REPLIES)).body.data.length === 0)
  await same('done')
  expect((await desk.ada.get('/api/v1/chats/')).body).toHaveLength(2)
  expect(desk.provider.calls.filter(({ path }) => path === PATH)).toHaveLength(2)
})

test('requests that cross each other are one question', async () => {
  await using desk = await openDesk({}, UNTITLED)
  for (const form of [question('one'), question('two', ids())]) {
    const crowd = await Promise.all(Array.from({ length: 5 }, () => begin(desk.ada, form)))
    expect(new Set(crowd.map(({ id }) => id)).size).toBe(1)
    expect(new Set(crowd.map(({ chat_id }) => chat_id)).size).toBe(1)
  }
  expect((await desk.ada.get('/api/v1/chats/')).body).toHaveLength(2)
})

test('the next question of a chat, and another answer, come again likewise', async () => {
  await using desk = await openDesk({}, UNTITLED)
  const first = await begin(desk.ada, question('one'))
  await ended(desk.ada, first.id)
  const { chat_id, user_message_id } = first
  const next = question('two', { chat_id, parent_id: first.id })
  const other = { chat_id, user_message_id, model: 'reason', ...ids() }
  for (const form of [next, other]) {
    const reply = await begin(desk.ada, form)
    await ended(desk.ada, reply.id)
    expect(await begin(desk.ada, form)).toMatchObject({ id: reply.id, chat_id, state: 'done' })
  }
  const { history } = (await desk.ada.get(`/api/v1/chats/${chat_id}`)).body.chat
  expect(Object.keys(history.messages)).toHaveLength(5)
})

test('an id that stands for something else is 409, and nothing is written', async () => {
  await using desk = await openDesk({}, UNTITLED)
  const form = question('one', ids())
  const { chat_id, id, user_message_id } = await begin(desk.ada, form)
  await ended(desk.ada, id)
  const others = [
    { ...form, message: { ...form.message, content: 'One' } },
    { ...form, chat_id, parent_id: id },
    { ...form, ...ids() },
    { ...form, id: user_message_id },
    { ...question('two'), id },
    { ...question('two'), chat_id, id },
    { ...question('two'), message: { id, content: 'two' } },
    { chat_id, user_message_id, model: 'echo', id: user_message_id },
  ]
  for (const body of others) {
    const { status, body: answer } = await desk.ada.post(REPLIES, body)
    expect([body, status, answer.detail]).toEqual([
      body,
      409,
      'There is a message with this id already.',
    ])
  }
  expect((await desk.ada.get('/api/v1/chats/')).body).toHaveLength(1)
  const { history } = (await desk.ada.get(`/api/v1/chats/${chat_id}`)).body.chat
  expect(Object.keys(history.messages)).toHaveLength(2)
})

test('a question of another person is not answered with theirs', async () => {
  await using desk = await openDesk({}, UNTITLED)
  const grace = await desk.user('Grace', 'echo')
  const form = question('one', ids())
  const mine = await begin(desk.ada, form)
  const hers = await begin(grace, form)
  expect(hers.chat_id).not.toBe(mine.chat_id)
})

test('a question that was deleted is asked anew, and one that failed its model may come again', async () => {
  await using desk = await openDesk({}, UNTITLED)
  const form = question('one', { ...ids(), model: 'nowhere' })
  expect((await desk.ada.post(REPLIES, form)).status).toBe(404)
  const here = { ...form, model: 'echo' }
  const { chat_id, id } = await begin(desk.ada, here)
  await ended(desk.ada, id)
  await desk.ada.delete(`/api/v1/chats/${chat_id}`)
  const again = await begin(desk.ada, here)
  expect(again.chat_id).not.toBe(chat_id)
  expect((await ended(desk.ada, id)).message.content).toBe('one')
})

test('a connection that is cut after the question was taken costs nothing', async () => {
  await using desk = await openDesk({ script: { pace: 'steps' } }, UNTITLED)
  const form = question('one', ids())
  await cut(desk.app, desk.ada.token, form)
  await until(async () => (await desk.ada.get(`${REPLIES}/${form.id}`)).status === 200)
  expect(await begin(desk.ada, form)).toMatchObject({ id: form.id, state: 'running' })
  desk.provider.finish()
  expect((await ended(desk.ada, form.id)).message.content).toBe('one')
  expect((await desk.ada.get('/api/v1/chats/')).body).toHaveLength(1)
})

/** Sends the request whole and hangs up without waiting for the answer. */
async function cut(app: App, token: string, form: object): Promise<void> {
  const { hostname, port } = new URL(app.url)
  const body = JSON.stringify(form)
  const head = [
    `POST ${REPLIES} HTTP/1.1`,
    `host: ${hostname}:${port}`,
    `authorization: Bearer ${token}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ]
  const socket = await Bun.connect({ hostname, port: Number(port), socket: { data() {} } })
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
