// Replies that cannot be: bad input, foreign and unknown ids, twice the same, too many. Nothing is written.
import { expect, test } from 'bun:test'
import { openDesk } from './desk'
import { begin, ended, question } from './follow'

const REPLIES = '/api/v1/replies'
const UNTITLED = { ENABLE_TITLE_GENERATION: 'false' }

test('bodies that make no sense are 422 and leave no chat behind', async () => {
  await using desk = await openDesk({}, UNTITLED)
  const id = crypto.randomUUID()
  const message = { id, content: 'hi' }
  const bodies = [
    {},
    { model: 'echo' },
    { message },
    { model: 'echo', message: { id: 'no-uuid', content: 'hi' } },
    { model: 'echo', message: { id } },
    { model: 'echo', message, user_message_id: id },
    { model: 'echo', message, continue_id: id },
    { model: 'echo', user_message_id: id },
    { model: 'echo', message, id: '../x' },
    { model: 'echo', message, params: 'hot' },
    { model: 'echo', message: { ...message, files: [7] } },
    { model: 'echo', message: { ...message, content: 'a\0b' } },
  ]
  for (const body of bodies) {
    expect([body, (await desk.ada.post(REPLIES, body)).status]).toEqual([body, 422])
  }
  expect((await desk.ada.get('/api/v1/chats/')).body).toEqual([])
  expect((await desk.ada.get(`${REPLIES}/x/events?after=soon`)).status).toBe(422)
})

test('what is not there, or another’s, is 404', async () => {
  await using desk = await openDesk({}, UNTITLED)
  const grace = await desk.user('Grace', 'echo')
  const mine = await begin(desk.ada, question('mine'))
  await ended(desk.ada, mine.id)
  const { chat_id, id, user_message_id } = mine
  const theirs = [
    question('hi', { chat_id }),
    question('hi', { chat_id: crypto.randomUUID() }),
    { chat_id, user_message_id, model: 'echo' },
    { chat_id, continue_id: id, model: 'echo' },
  ]
  for (const form of theirs) expect((await grace.post(REPLIES, form)).status).toBe(404)
  const nowhere = crypto.randomUUID()
  const unknown = [
    question('hi', { chat_id, parent_id: nowhere }),
    { chat_id, user_message_id: nowhere, model: 'echo' },
    { chat_id, user_message_id: id, model: 'echo' },
    { chat_id, continue_id: nowhere, model: 'echo' },
    { chat_id, continue_id: user_message_id, model: 'echo' },
    question('hi', { parent_id: id }),
  ]
  for (const form of unknown) expect((await desk.ada.post(REPLIES, form)).status).toBe(404)
  expect((await grace.get('/api/v1/chats/')).body).toEqual([])
  const { history } = (await desk.ada.get(`/api/v1/chats/${chat_id}`)).body.chat
  expect(Object.keys(history.messages)).toHaveLength(2)
})

test('a model that is not there, or not for the asker, is 404 before anything is written', async () => {
  await using desk = await openDesk({}, UNTITLED)
  const grace = await desk.user('Grace')
  for (const model of ['echo', 'nowhere']) {
    const { status, body } = await grace.post(REPLIES, question('hi', { model }))
    expect([status, body.detail]).toEqual([404, 'Model not found'])
  }
  expect((await grace.get('/api/v1/chats/')).body).toEqual([])
})

test('an id that is taken, and a reply that runs, is 409', async () => {
  await using desk = await openDesk({ script: { pace: 'steps' } }, UNTITLED)
  const form = question('one', { id: crypto.randomUUID() })
  const reply = await begin(desk.ada, form)
  const { chat_id, id } = reply
  const again = [
    { ...form, chat_id, id: crypto.randomUUID() },
    { ...question('two'), chat_id, id },
    { chat_id, continue_id: id, model: 'echo' },
  ]
  for (const body of again) expect((await desk.ada.post(REPLIES, body)).status).toBe(409)
  const [x, y] = [question('x', { id: crypto.randomUUID() }), question('y')]
  const both = await Promise.all([x, y].map(form => desk.ada.post(REPLIES, form)))
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  const race = [question('z'), question('z')].map(form => ({ ...form, id: y.message.id, chat_id }))
  const statuses = await Promise.all(race.map(form => desk.ada.post(REPLIES, form)))
  expect(statuses.map(({ status }) => status).sort()).toEqual([200, 409])
  desk.provider.finish()
})

test('an id that somebody else uses is free', async () => {
  await using desk = await openDesk({ script: { pace: 'steps' } }, UNTITLED)
  const grace = await desk.user('Grace', 'echo')
  const id = crypto.randomUUID()
  const mine = await begin(desk.ada, question('one', { id }))
  const hers = await begin(grace, question('two', { id }))
  expect(hers.chat_id).not.toBe(mine.chat_id)
  desk.provider.finish()
  expect((await ended(desk.ada, id)).message.content).toBe('one')
  expect((await ended(grace, id)).message.content).toBe('two')
})

test('twenty replies run at once for one account, not one more', async () => {
  await using desk = await openDesk({ script: { pace: 'steps' } }, UNTITLED)
  const grace = await desk.user('Grace', 'echo')
  const answers = await Promise.all(
    Array.from({ length: 25 }, () => grace.post(REPLIES, question('hi'))),
  )
  const count = (status: number) => answers.filter(answer => answer.status === status).length
  expect([count(200), count(429)]).toEqual([20, 5])
  expect((await desk.ada.post(REPLIES, question('hi'))).status).toBe(200)
  expect((await grace.get('/api/v1/chats/')).body).toHaveLength(20)
  const [first] = answers.filter(({ status }) => status === 200)
  await grace.post(`${REPLIES}/${first?.body.id}/stop`)
  expect((await grace.post(REPLIES, question('hi'))).status).toBe(200)
})
