// What is taken from somebody in mid-reply ends the reply, with a word that says so.
import { expect, test } from 'bun:test'
import { until } from '../../until'
import { type Desk, openDesk } from './desk'
import { begin, ended, messageOf, question, untilShown } from './follow'

const UNTITLED = { ENABLE_TITLE_GENERATION: 'false' }
/** Says two words, then nothing. */
const SLOW = { script: { reply: ['one ', 'two ', 'three'], fault: { hang: 3 } } }

const MODEL = { code: 'model_withdrawn', content: expect.stringContaining('The model was taken') }
const ACCESS = { code: 'access_withdrawn', content: expect.stringContaining('Your access') }

const open = () => openDesk(SLOW, UNTITLED)

/** Grace in the middle of a reply. */
async function midway(desk: Desk) {
  const grace = await desk.user('Grace')
  const row = { id: 'echo', name: 'echo', meta: {}, params: {} }
  const share = (access_control: object | null) =>
    desk.ada.post('/api/v1/models/model/update?id=echo', { ...row, access_control })
  await desk.ada.post('/api/v1/models/create', { ...row, access_control: null })
  const start = async () => {
    const reply = await begin(grace, question('count'))
    await untilShown(grace, reply.id, 'two')
    return reply
  }
  return { grace, share, start }
}

test('a model that is shared with somebody no more', async () => {
  await using desk = await open()
  const { grace, share, start } = await midway(desk)
  const reply = await start()
  await share({ read: { user_ids: ['another'] } })
  expect(await ended(grace, reply.id)).toMatchObject({ state: 'stopped', error: MODEL })
  const kept = await messageOf(grace, reply.chat_id, reply.id)
  expect(kept).toMatchObject({ content: 'one two ', state: 'stopped', error: MODEL })
  await desk.provider.calls.find(({ path }) => path === '/v1/chat/completions')?.aborted
})

test('a model that is switched off ends an admin’s reply, too', async () => {
  await using desk = await open()
  await desk.ada.post('/api/v1/models/create', { id: 'echo', name: 'e', meta: {}, params: {} })
  const reply = await begin(desk.ada, question('count'))
  await untilShown(desk.ada, reply.id, 'two')
  await desk.ada.post('/api/v1/models/model/toggle?id=echo')
  expect(await ended(desk.ada, reply.id)).toMatchObject({ state: 'stopped', error: MODEL })
})

test('a group that somebody leaves, or that goes, takes its models along', async () => {
  await using desk = await open()
  const { grace, share, start } = await midway(desk)
  const group = async () => {
    const made = await desk.ada.post('/api/v1/groups/create', { name: 'G', description: '' })
    await desk.ada.post(`/api/v1/users/${grace.id}/groups`, { group_ids: [made.body.id] })
    await share({ read: { group_ids: [made.body.id] } })
    return made.body.id as string
  }
  await group()
  const left = await start()
  await desk.ada.post(`/api/v1/users/${grace.id}/groups`, { group_ids: [] })
  expect(await ended(grace, left.id)).toMatchObject({ state: 'stopped', error: MODEL })
  const id = await group()
  const gone = await start()
  await desk.ada.delete(`/api/v1/groups/id/${id}/delete`)
  expect(await ended(grace, gone.id)).toMatchObject({ state: 'stopped', error: MODEL })
})

test('a connection that is for everyone no more, or is switched off', async () => {
  await using desk = await open()
  const everyone = (on: boolean) =>
    desk.ada.post('/api/v1/connections/access', {
      connection: { kind: 'openai', idx: 0 },
      everyone: on,
    })
  await everyone(true)
  const grace = await desk.app.user('Grace')
  const start = async () => {
    const reply = await begin(grace, question('count'))
    await untilShown(grace, reply.id, 'two')
    return reply
  }
  const first = await start()
  await everyone(false)
  expect(await ended(grace, first.id)).toMatchObject({ state: 'stopped', error: MODEL })
  await everyone(true)
  const second = await start()
  const { body } = await desk.ada.get('/openai/config')
  await desk.ada.post('/openai/config/update', { ...body, ENABLE_OPENAI_API: false })
  expect(await ended(grace, second.id)).toMatchObject({ state: 'stopped', error: MODEL })
})

test('somebody who is sent back to wait', async () => {
  await using desk = await open()
  const { grace, start } = await midway(desk)
  const reply = await start()
  const role = (to: string) =>
    desk.ada.post('/api/v1/users/update/role', { id: grace.id, role: to })
  await role('pending')
  await role('user')
  const again = await desk.app.fetch('/api/v1/auths/signin', {
    method: 'POST',
    body: JSON.stringify({ email: 'grace@example.org', password: 'correct horse battery' }),
  })
  const { token } = await again.json()
  const headers = { authorization: `Bearer ${token}` }
  const read = async () =>
    (await desk.app.nobody.get(`/api/v1/chats/${reply.chat_id}`, headers)).body.chat.history
      .messages[reply.id]
  await until(async () => (await read()).state === 'stopped')
  expect(await read()).toMatchObject({ content: 'one two ', error: ACCESS })
})

test('changes that take nothing away end nothing', async () => {
  await using desk = await open()
  const { grace, share, start } = await midway(desk)
  const reply = await start()
  await share({ read: { user_ids: [grace.id] } })
  await desk.ada.post('/api/v1/groups/create', { name: 'G', description: '' })
  await desk.ada.post('/api/v1/users/update/role', { id: grace.id, role: 'admin' })
  const { body } = await desk.ada.get('/api/v1/auths/admin/config')
  await desk.ada.post('/api/v1/auths/admin/config', { ...body, ENABLE_SIGNUP: true })
  await desk.ada.post('/api/v1/users/user/settings/update', { ui: {} })
  const running = await grace.get('/api/v1/replies')
  expect(running.body.data).toMatchObject([{ id: reply.id, state: 'running' }])
  await grace.post(`/api/v1/replies/${reply.id}/stop`)
  const end = await ended(grace, reply.id)
  expect([end.state, end.error]).toEqual(['stopped', undefined])
})
