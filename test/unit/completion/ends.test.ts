// How replies end otherwise than well: the provider fails, the chat goes, the account goes, Hearth stops or crashes.
import { expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp, signIn } from '../../app'
import { freshDatabase } from '../../database'
import { openProvider } from '../../provider'
import { until } from '../../until'
import { connectionsTo, type Desk, openDesk } from './desk'
import { all, begin, ended, follow, messageOf, question, untilShown } from './follow'

const REPLIES = '/api/v1/replies'
const UNTITLED = { ENABLE_TITLE_GENERATION: 'false' }

const asked = ({ provider }: Desk): number =>
  provider.calls.filter(({ path }) => path === '/v1/chat/completions').length

test('a provider that refuses leaves a failed message with its reason', async () => {
  const fault = { status: 402, body: { error: { message: 'No credit at http://10.1.1.1/' } } }
  await using desk = await openDesk({ script: { fault } }, UNTITLED)
  const reply = await begin(desk.ada, question('hi'))
  const error = { content: 'No credit at (internal address)', code: 402 }
  expect(await ended(desk.ada, reply.id)).toMatchObject({ type: 'done', state: 'failed', error })
  const message = await messageOf(desk.ada, reply.chat_id, reply.id)
  expect(message).toMatchObject({ content: '', state: 'failed', done: true, error })
  expect((await desk.ada.get(`${REPLIES}/${reply.id}`)).body.state).toBe('failed')
})

test('a provider that breaks off leaves the text so far, and the reply can go on', async () => {
  await using desk = await openDesk(
    { script: { reply: ['a', 'b', 'c'], fault: { garbage: 3 } } },
    UNTITLED,
  )
  const reply = await begin(desk.ada, question('hi'))
  const end = await ended(desk.ada, reply.id)
  expect(end).toMatchObject({ state: 'failed', message: { content: 'ab' } })
  expect(end.error.content).toBe('The provider sent something that is not part of an answer.')
  desk.provider.script = { reply: 'cd' }
  await begin(desk.ada, { chat_id: reply.chat_id, continue_id: reply.id, model: 'echo' })
  const whole = await ended(desk.ada, reply.id)
  expect([whole.state, whole.message.content, whole.message.error]).toEqual([
    'done',
    'abcd',
    undefined,
  ])
})

test('a provider that falls silent is given up after AIOHTTP_CLIENT_TIMEOUT', async () => {
  const script = { fault: { hang: 2 } } as const
  await using desk = await openDesk({ script }, { ...UNTITLED, AIOHTTP_CLIENT_TIMEOUT: '1' })
  const reply = await begin(desk.ada, question('one two'))
  expect(await ended(desk.ada, reply.id)).toMatchObject({
    state: 'failed',
    error: { content: 'The next piece took too long.' },
    message: { content: 'one ' },
  })
})

test('a model that never stops is stopped at four million characters', async () => {
  const script = { reply: 'x'.repeat(2000), chunks: 1, fault: { flood: true } } as const
  await using desk = await openDesk({ script }, UNTITLED)
  const reply = await begin(desk.ada, question('go'))
  const end = await ended(desk.ada, reply.id)
  expect(end.state).toBe('stopped')
  expect(end.error.content).toContain('4000000')
  expect(end.message.content).toHaveLength(4_000_000)
  await desk.provider.last('/v1/chat/completions').aborted
})

test('deleting the chat stops its replies', async () => {
  await using desk = await openDesk({ script: { pace: 'steps' } }, UNTITLED)
  const one = await begin(desk.ada, question('one'))
  const call = await desk.provider.call('/v1/chat/completions')
  const events = follow(desk.ada, one.id)
  await events.next()
  await desk.ada.delete(`/api/v1/chats/${one.chat_id}`)
  await call.aborted
  expect((await all(events)).at(-1)?.data.type).toBe('done')
  expect((await desk.ada.get(`${REPLIES}/${one.id}`)).status).toBe(404)
  const two = await begin(desk.ada, question('two'))
  await until(() => asked(desk) === 2)
  await desk.ada.delete('/api/v1/chats/')
  await desk.provider.last('/v1/chat/completions').aborted
  await until(async () => (await desk.ada.get(`${REPLIES}/${two.id}`)).status === 404)
  expect((await desk.ada.get(REPLIES)).body).toEqual({ data: [] })
})

test('an account that loses its access, or is deleted, has no replies running', async () => {
  await using desk = await openDesk({ script: { pace: 'steps' } }, UNTITLED)
  const [grace, alan] = [await desk.user('Grace', 'echo'), await desk.user('Alan')]
  for (const [before, person] of [grace, alan].entries()) {
    await begin(person, question('hi'))
    await until(() => asked(desk) > before)
    const call = desk.provider.last('/v1/chat/completions')
    if (person === grace) {
      await desk.ada.post('/api/v1/users/update/role', { id: grace.id, role: 'pending' })
    } else await desk.ada.delete(`/api/v1/users/${alan.id}`)
    await call.aborted
  }
  await desk.ada.post('/api/v1/users/update/role', { id: grace.id, role: 'user' })
  const again = await signIn(desk.app.url, grace.email)
  await until(async () => (await again.get(REPLIES)).body.data.length === 0)
})

test('Hearth closes with its replies written down as interrupted, and they go on after', async () => {
  await using stack = new AsyncDisposableStack()
  const provider = stack.use(await openProvider({ script: { pace: 'steps' } }))
  const dir = await mkdtemp(join(tmpdir(), 'hearth-'))
  stack.defer(() => rm(dir, { recursive: true, force: true }))
  const database = await freshDatabase(dir, stack)
  const env = { ...connectionsTo(provider), ...UNTITLED }
  const first = await openApp({ dir, database, env })
  const before = await first.admin()
  const reply = await begin(before, question('one two three'))
  await provider.next(2)
  await untilShown(before, reply.id, 'one')
  await first[Symbol.asyncDispose]()
  await provider.last('/v1/chat/completions').aborted
  provider.script = { reply: ['two ', 'three'] }
  const second = stack.use(await openApp({ dir, database, env }))
  const ada = await second.admin()
  const state = { content: 'one ', state: 'interrupted', done: true }
  expect(await messageOf(ada, reply.chat_id, reply.id)).toMatchObject(state)
  const events = await all(follow(ada, reply.id, 3))
  expect(events.map(({ data }) => [data.type, data.state])).toEqual([
    ['snapshot', 'interrupted'],
    ['done', 'interrupted'],
  ])
  await begin(ada, { chat_id: reply.chat_id, continue_id: reply.id, model: 'echo' })
  expect((await ended(ada, reply.id)).message.content).toBe('one two three')
})
