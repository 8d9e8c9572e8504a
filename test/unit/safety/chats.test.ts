// Published records about other people's chats.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import { openProvider } from '../../provider'
import { sit } from '../socket/line'
import { enter } from '../socket/visit'

const env = (url: string) => ({
  ENABLE_OPENAI_API: 'true',
  OPENAI_API_BASE_URLS: url,
  OPENAI_API_KEYS: 'sk-house',
})
const messages = [{ role: 'user', content: 'hi' }]

test('CVE-2026-45349, CVE-2026-59714, CVE-2026-87994: another’s chat in a body is not there, and stays as it is', async () => {
  await using provider = await openProvider({ models: ['echo'] })
  await using app = await openApp({ env: env(provider.openai) })
  const ada = await app.admin()
  await ada.post('/api/v1/connections/access', { model: 'echo', everyone: true })
  const eve = await app.user('Eve')
  const chat = (await ada.post('/api/v1/chats/new', { chat: { title: 'Private' } })).body
  const before = (await ada.get(`/api/v1/chats/${chat.id}`)).body
  const asked = provider.work.length
  for (const chat_id of [chat.id, `channel:${chat.id}`, `local/../${chat.id}`]) {
    const body = { model: 'echo', messages, chat_id, id: crypto.randomUUID() }
    expect((await eve.post('/api/chat/completions', body)).status).toBe(404)
  }
  const message = { id: crypto.randomUUID(), content: 'hi' }
  const reply = { chat_id: chat.id, message, model: 'echo' }
  expect((await eve.post('/api/v1/replies', reply)).status).toBe(404)
  expect(provider.work.length).toBe(asked)
  expect((await ada.get(`/api/v1/chats/${chat.id}`)).body).toEqual(before)
})

test('CVE-2026-59216: a request that names another’s socket says nothing there', async () => {
  await using provider = await openProvider({ models: ['echo'] })
  await using app = await openApp({ env: env(provider.openai) })
  const ada = await app.admin()
  await ada.post('/api/v1/connections/access', { model: 'echo', everyone: true })
  const eve = await app.user('Eve')
  using line = await sit(app.url, ada.token)
  using visiting = await enter(app.url, ada.token)
  const heard = [line.heard.length, visiting.heard.length]
  for (const session_id of [visiting.socket.id, 'unknown', '../x?user_id=1']) {
    const answer = await eve.post('/api/chat/completions', { model: 'echo', messages, session_id })
    expect(answer.status).toBe(200)
  }
  await line.settle()
  const more = [
    ...line.heard.slice(heard[0]).map(({ type }) => type),
    ...visiting.heard.slice(heard[1]).map(([event]) => event),
  ]
  expect(more.filter(type => !['pong', 'usage', 'user-count'].includes(type))).toEqual([])
})

test('CVE-2024-7039, CVE-2024-7040: the first admin and oneself cannot be deleted or demoted', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bo = await app.user('Bo')
  await ada.post('/api/v1/users/update/role', { id: bo.id, role: 'admin' })
  expect((await bo.delete(`/api/v1/users/${ada.id}`)).status).toBe(403)
  const down = { id: ada.id, role: 'user' }
  expect((await bo.post('/api/v1/users/update/role', down)).status).toBe(403)
  expect((await bo.delete(`/api/v1/users/${bo.id}`)).status).toBe(403)
  expect((await ada.get('/api/v1/users/')).body).toHaveLength(2)
})

test('CVE-2026-70483: deleting another’s chat stops no reply of his', async () => {
  await using provider = await openProvider({ models: ['echo'], script: { pace: 'steps' } })
  await using app = await openApp({ env: env(provider.openai) })
  const ada = await app.admin()
  const eve = await app.user('Eve')
  const message = { id: crypto.randomUUID(), content: 'one two' }
  const reply = (await ada.post('/api/v1/replies', { message, model: 'echo' })).body
  await provider.next(2)
  expect((await eve.delete(`/api/v1/chats/${reply.chat_id}`)).status).toBe(404)
  expect((await eve.post(`/api/v1/replies/${reply.id}/stop`)).status).toBe(404)
  expect((await eve.get(`/api/v1/replies?chat_id=${reply.chat_id}`)).body.data).toEqual([])
  expect((await ada.get(`/api/v1/replies/${reply.id}`)).body.state).toBe('running')
  provider.finish()
})
