// Documents saved over chats in which the server is writing a reply.
import { expect, test } from 'bun:test'
import { CHATS, contents, copyOf, reread, say, type Talk, unsay } from '../../documents'
import { type Desk, openDesk } from '../completion/desk'
import { begin, ended, question, untilShown } from '../completion/follow'

const STEPS = { script: { reply: ['half', ' an', ' answer'], pace: 'steps' as const } }
const UNTITLED = { ENABLE_TITLE_GENERATION: 'false' }
const TAB = { 'x-client-id': 'a-tab' }

/** A chat in which a reply has come as far as "half". */
async function running(desk: Desk) {
  const reply = await begin(desk.ada, question('say something'))
  await desk.provider.next(2)
  await untilShown(desk.ada, reply.id, 'half')
  const save = (chat: object, headers = {}) =>
    desk.ada.post(`${CHATS}/${reply.chat_id}`, { chat }, headers)
  return { ...reply, save, read: (): Promise<Talk> => reread(desk.ada, reply.chat_id) }
}

test('a save cannot write into a running reply, nor take it away', async () => {
  await using desk = await openDesk(STEPS, UNTITLED)
  const reply = await running(desk)
  const stale = await reply.read()
  const answer = stale.history.messages[reply.id]
  expect(answer).toMatchObject({ state: 'running', done: false })
  Object.assign(answer ?? {}, { content: 'overwritten', state: 'done', done: true })
  expect((await reply.save(stale)).status).toBe(200)
  unsay(stale, reply.user_message_id)
  await reply.save(stale)
  await reply.save({ history: { currentId: null, messages: {} } })
  expect(contents(await reply.read())).toHaveLength(2)
  desk.provider.finish()
  await ended(desk.ada, reply.id)
  const found = await reply.read()
  expect(contents(found)).toEqual(['say something', 'half an answer'])
  expect(found.history.messages[reply.id]).toMatchObject({
    done: true,
    parentId: reply.user_message_id,
  })
})

test('a tab that read half a reply does not undo its end, and may go on from it', async () => {
  await using desk = await openDesk(STEPS, UNTITLED)
  const reply = await running(desk)
  const half = await reply.read()
  desk.provider.finish()
  await ended(desk.ada, reply.id)
  const whole = await reply.read()
  await reply.save({ history: half.history })
  expect((await reply.read()).history).toEqual(whole.history)
  const grown = copyOf(whole)
  say(grown, 'thank you')
  const { history, messages } = grown
  await reply.save({ history, messages })
  expect(await reply.read()).toMatchObject({ history, messages })
})

test('what a tab asked for it may take away, though it never read the chat', async () => {
  await using desk = await openDesk({}, UNTITLED)
  const first = await begin(desk.ada, question('first'))
  await ended(desk.ada, first.id)
  const chat: Talk = (await desk.ada.get(`${CHATS}/${first.chat_id}`, TAB)).body.chat
  const form = { ...question('second'), chat_id: first.chat_id, parent_id: first.id }
  const { body: second } = await desk.ada.post('/api/v1/replies', form, TAB)
  await ended(desk.ada, second.id)
  await desk.ada.post(`${CHATS}/${first.chat_id}`, { chat: { history: chat.history } }, TAB)
  expect(contents(await reread(desk.ada, first.chat_id))).toEqual(['first', 'first'])
})

test('an answer is found once it has ended', async () => {
  await using desk = await openDesk(STEPS, UNTITLED)
  const reply = await running(desk)
  const find = async (text: string) =>
    (await desk.ada.get(`${CHATS}/search?text=${encodeURIComponent(text)}`)).body.length
  expect(await find('say some')).toBe(1)
  expect(await find('half an answer')).toBe(0)
  desk.provider.finish()
  await ended(desk.ada, reply.id)
  expect(await find('half an answer')).toBe(1)
})

test('a clone has what was said so far, as interrupted', async () => {
  await using desk = await openDesk(STEPS, UNTITLED)
  const reply = await running(desk)
  const { body } = await desk.ada.post(`${CHATS}/${reply.chat_id}/clone`)
  expect(body.chat.history.messages[reply.id]).toMatchObject({ state: 'interrupted', done: true })
  desk.provider.finish()
  await ended(desk.ada, reply.id)
  expect((await reread(desk.ada, body.id)).history.messages[reply.id]?.state).toBe('interrupted')
})
