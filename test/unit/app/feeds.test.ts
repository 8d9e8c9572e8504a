// What one tab does, the others of the same person hear; what an admin does, everybody concerned.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import { dial, sit } from '../socket/line'
import { enter } from '../socket/visit'

const document = { title: 'Tea', history: { messages: {}, currentId: null }, messages: [] }

test('a chat that changes is told to its owner’s tabs alone, with the tab that did it', async () => {
  await using app = await openApp()
  const [ada, ursula] = [await app.admin(), await app.user('Ursula')]
  using mine = await sit(app.url, ada.token)
  using hers = await sit(app.url, ursula.token)
  const tab = { 'x-client-id': crypto.randomUUID() }
  const { body } = await ada.post('/api/v1/chats/new', { chat: document }, tab)
  const chat = { type: 'chat', chat_id: body.id }
  const by = tab['x-client-id']
  expect(await mine.next('chat')).toEqual({ ...chat, action: 'changed', by })
  await ada.delete(`/api/v1/chats/${body.id}`)
  expect(await mine.next('chat')).toEqual({ ...chat, action: 'deleted' })
  await ada.delete('/api/v1/chats/', undefined, tab)
  expect(await mine.next('chats')).toEqual({ type: 'chats', action: 'changed', by })
  await hers.settle()
  expect(hers.heard.some(({ type }) => type.startsWith('chat'))).toBe(false)
})

test('changed settings and models are told to everybody signed in', async () => {
  await using app = await openApp()
  const [ada, ursula] = [await app.admin(), await app.user('Ursula')]
  using hers = await sit(app.url, ursula.token)
  const permissions = (await ada.get('/api/v1/users/default/permissions')).body
  permissions.chat.temporary = !permissions.chat.temporary
  await ada.post('/api/v1/users/default/permissions', permissions)
  expect(await hers.next('settings')).toEqual({ type: 'settings', action: 'changed' })
  const { status } = await ada.post('/api/v1/models/create', {
    id: 'tea-maker',
    base_model_id: null,
    name: 'Tea maker',
    meta: {},
    params: {},
  })
  expect(status).toBe(200)
  expect(await hers.next('models')).toEqual({ type: 'models', action: 'changed' })
})

test('an account let in by an admin is told so', async () => {
  await using app = await openApp()
  const [ada, paul] = [await app.admin(), await app.pending('Paul')]
  using his = await dial(app.url, { token: paul.token })
  await his.next('hello')
  await ada.post('/api/v1/users/update/role', { id: paul.id, role: 'user' })
  expect(await his.next('user')).toMatchObject({ user: { id: paul.id, role: 'user' } })
  expect(await his.next('user-count')).toEqual({ type: 'user-count', count: 1 })
})

for (const [what, act] of [
  ['demoted', 'role'],
  ['deleted', 'delete'],
] as const) {
  test(`an account that is ${what} leaves both doors at once`, async () => {
    await using app = await openApp()
    const [ada, ursula] = [await app.admin(), await app.user('Ursula')]
    using hers = await sit(app.url, ursula.token)
    using page = await enter(app.url, ursula.token)
    const { status } =
      act === 'delete'
        ? await ada.delete(`/api/v1/users/${ursula.id}`)
        : await ada.post('/api/v1/users/update/role', { id: ursula.id, role: 'pending' })
    expect(status).toBe(200)
    expect((await hers.closed).code).toBe(4001)
    expect(await page.closed).toBe('transport close')
  })
}
