// What the tabs of a person hear of his replies over /ws, and others do not.
import { expect, test } from 'bun:test'
import { sit } from '../socket/line'
import { openDesk } from './desk'
import { begin, ended, question } from './follow'

test('every tab hears that a reply began and ended, and which tab began it', async () => {
  await using desk = await openDesk({}, { ENABLE_TITLE_GENERATION: 'false' })
  const grace = await desk.user('Grace', 'echo')
  using mine = await sit(desk.app.url, desk.ada.token)
  using hers = await sit(desk.app.url, grace.token)
  const by = crypto.randomUUID()
  const { body: reply } = await desk.ada.post('/api/v1/replies', question('hi'), {
    'x-client-id': by,
  })
  const started = await mine.next('reply')
  expect(started).toMatchObject({
    action: 'started',
    by,
    reply: { id: reply.id, state: 'running' },
  })
  expect(await mine.next('chat')).toMatchObject({ action: 'changed', chat_id: reply.chat_id, by })
  expect(await mine.next('reply')).toMatchObject({ action: 'ended', by, reply: { state: 'done' } })
  const moved = await mine.next('chat')
  expect(moved).toMatchObject({ action: 'changed', chat_id: reply.chat_id })
  expect(moved).not.toHaveProperty('by')
  await hers.settle()
  expect(hers.heard.filter(({ type }) => type === 'reply' || type === 'chat')).toEqual([])
})

test('a title is announced to every tab', async () => {
  const isTitling = (text: string) => text.startsWith('Give the conversation')
  await using desk = await openDesk({
    script: {
      reply: request => (isTitling(request.lastText) ? 'Small Talk' : request.lastText),
    },
  })
  using mine = await sit(desk.app.url, desk.ada.token)
  const reply = await begin(desk.ada, question('hi'))
  await ended(desk.ada, reply.id)
  let title = ''
  while (title !== 'Small Talk') {
    await mine.next('chat')
    title = (await desk.ada.get(`/api/v1/chats/${reply.chat_id}`)).body.title
  }
})
