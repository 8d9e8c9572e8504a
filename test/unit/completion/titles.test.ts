// The title that a new chat gets after its first exchange.
import { expect, test } from 'bun:test'
import { until } from '../../until'
import { type Desk, openDesk } from './desk'
import { begin, ended, question } from './follow'

const isTitling = ({ messages }: { messages: { text: string }[] }): boolean =>
  messages[0]?.text.startsWith('Give the conversation below a title') === true

/** A provider that answers as usual and titles as told. */
const titling = (title: string) => ({
  script: {
    reply: (request: Parameters<typeof isTitling>[0] & { lastText: string }) =>
      isTitling(request) ? title : request.lastText,
  },
})

async function talk(desk: Desk, content: string, more: object = {}) {
  const reply = await begin(desk.ada, question(content, more))
  await ended(desk.ada, reply.id)
  return reply
}

const titleOf = async (desk: Desk, id: string): Promise<string> =>
  (await desk.ada.get(`/api/v1/chats/${id}`)).body.title

const becomes = (desk: Desk, id: string, title: string) =>
  until(async () => (await titleOf(desk, id)) === title)

const titlings = ({ provider }: Desk): number =>
  provider.calls.filter(({ body }) => JSON.stringify(body).includes('below a title')).length

test('a model titles a new chat after the first exchange, once', async () => {
  await using desk = await openDesk(titling('<think>Hm.</think>\n"🐈 About Cats"\n'))
  const first = await talk(desk, 'Tell me of cats')
  await becomes(desk, first.chat_id, '🐈 About Cats')
  const { chat } = (await desk.ada.get(`/api/v1/chats/${first.chat_id}`)).body
  expect(chat.title).toBe('🐈 About Cats')
  expect(desk.provider.last('/v1/chat/completions').body).toMatchObject({ stream: false })
  expect(JSON.stringify(desk.provider.last().body)).toContain('USER: Tell me of cats')
  await talk(desk, 'and dogs', { chat_id: first.chat_id, parent_id: first.id })
  await talk(desk, 'something else')
  await until(() => titlings(desk) === 2)
  expect(await titleOf(desk, first.chat_id)).toBe('🐈 About Cats')
})

test('what a model says in place of a title is cleaned and cut', async () => {
  const cases = [
    ['Title: **Loud Title**', 'Loud Title'],
    ['\n\n## “Quoted” \nand more', 'Quoted'],
    ['{"title": "From JSON"}', 'From JSON'],
    ['x'.repeat(5000), 'x'.repeat(200)],
  ] as const
  for (const [said, title] of cases) {
    await using desk = await openDesk(titling(said))
    await becomes(desk, (await talk(desk, 'hi')).chat_id, title)
  }
})

test('where no model titles, the first words of the question do', async () => {
  const question = `${'many words '.repeat(20)}\nsecond line`
  const words = `${'many words '.repeat(20).slice(0, 60).trimEnd()}…`
  await using off = await openDesk({}, { ENABLE_TITLE_GENERATION: 'false' })
  await becomes(off, (await talk(off, question)).chat_id, words)
  expect(titlings(off)).toBe(0)
  await using mine = await openDesk()
  await mine.ada.post('/api/v1/users/user/settings/update', { ui: { title: { auto: false } } })
  await becomes(mine, (await talk(mine, 'Short one')).chat_id, 'Short one')
  expect(titlings(mine)).toBe(0)
})

test('a model that fails at it does no harm', async () => {
  await using desk = await openDesk({ scripts: { clerk: { fault: { status: 500 } } } })
  await desk.ada.post('/api/task/config/update', {
    ...(await desk.ada.get('/api/task/config')).body,
    TASK_MODEL_EXTERNAL: 'clerk',
  })
  desk.provider.models.push('clerk')
  await until(async () => (await desk.ada.get('/v1/models/clerk')).status === 200)
  const reply = await talk(desk, 'Hello there')
  await becomes(desk, reply.chat_id, 'Hello there')
  expect(titlings(desk)).toBe(1)
  expect(desk.provider.last().body).toMatchObject({ model: 'clerk' })
})

test('a chat that has a title keeps it', async () => {
  await using desk = await openDesk({
    ...titling('No'),
    script: { ...titling('No').script, pace: 'steps' },
  })
  const named = await desk.ada.post('/api/v1/chats/new', { chat: { title: 'Mine' } })
  desk.provider.finish()
  await talk(desk, 'hi', { chat_id: named.body.id, parent_id: null })
  const other = await talk(desk, 'hi')
  await becomes(desk, other.chat_id, 'No')
  expect(await titleOf(desk, named.body.id)).toBe('Mine')
  expect(titlings(desk)).toBe(1)
})

test('a failed answer makes no title, the next try does', async () => {
  await using desk = await openDesk({ script: { fault: { status: 500 } } })
  const failed = await talk(desk, 'Hello again')
  expect(await titleOf(desk, failed.chat_id)).toBe('New Chat')
  desk.provider.script = titling('Greeting').script
  const { chat_id, user_message_id } = failed
  await ended(desk.ada, (await begin(desk.ada, { chat_id, user_message_id, model: 'echo' })).id)
  await becomes(desk, chat_id, 'Greeting')
})
