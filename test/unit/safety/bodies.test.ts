// Published records about bodies that claim too much or are too much.
import { expect, test } from 'bun:test'
import { connect } from 'node:net'
import { openApp, PASSWORD } from '../../app'
import { openProvider } from '../../provider'

const SIGN_UP = '/api/v1/auths/signup'
const MEGABYTES = 'x'.repeat(3_000_000)

test('LiteLLM 2026-47102, CVE-2026-45396, CVE-2026-44550: what the server decides is not taken from a body', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const { body: config } = await ada.get('/api/v1/auths/admin/config')
  await ada.post('/api/v1/auths/admin/config', { ...config, ENABLE_SIGNUP: true })
  const claims = { role: 'admin', id: 'mine', user_id: ada.id, created_at: 1, email_verified: true }
  const form = { name: 'Eve', email: 'eve@example.org', password: PASSWORD, ...claims }
  const made = (await app.nobody.post(SIGN_UP, form)).body
  expect(made.role).toBe('pending')
  expect(made.id).not.toBe('mine')
  const bo = await app.user('Bo')
  const profile = { name: 'Bo', profile_image_url: '/user.png', ...claims, email: ada.email }
  await bo.post('/api/v1/auths/update/profile', profile)
  await bo.post('/api/v1/users/user/settings/update', { ui: {}, role: 'admin' })
  await bo.post('/api/v1/users/user/info/update', { role: 'admin' })
  const self = (await bo.get('/api/v1/auths/')).body
  expect(self).toMatchObject({ id: bo.id, role: 'user', email: bo.email })
  const chat = { chat: { title: 'Mine', user_id: ada.id }, user_id: ada.id, id: 'mine' }
  expect((await bo.post('/api/v1/chats/new', chat)).body.user_id).toBe(bo.id)
  expect((await bo.post('/api/v1/users/update/role', { id: bo.id, role: 'admin' })).status).toBe(
    401,
  )
})

test('CVE-2024-12534, CVE-2024-7036: megabytes in a field are refused and leave nothing', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const { body: config } = await ada.get('/api/v1/auths/admin/config')
  await ada.post('/api/v1/auths/admin/config', { ...config, ENABLE_SIGNUP: true })
  const good = { name: 'Eve', email: 'eve@example.org', password: PASSWORD }
  for (const field of Object.keys(good)) {
    const signUp = await app.nobody.post(SIGN_UP, { ...good, [field]: MEGABYTES })
    const signIn = await app.nobody.post('/api/v1/auths/signin', { ...good, [field]: MEGABYTES })
    expect([signUp.status, signIn.status]).toEqual([413, 413])
    const long = { ...good, [field]: 'x'.repeat(5000) }
    expect((await app.nobody.post(SIGN_UP, long)).status).toBe(422)
  }
  expect((await ada.get('/api/v1/users/')).body).toHaveLength(1)
})

test('CVE-2024-7999, CVE-2024-9840: a boundary of a megabyte is not read without a credential', async () => {
  await using app = await openApp()
  await app.admin()
  const { hostname, port } = new URL(app.url)
  const socket = connect(Number(port), hostname)
  const { promise, resolve } = Promise.withResolvers<string>()
  let heard = ''
  socket.on('data', data => {
    heard += data
    if (heard.includes('\r\n')) resolve(heard)
  })
  socket.on('error', () => resolve(heard))
  socket.on('close', () => resolve(heard))
  const type = `multipart/form-data; boundary=${'a'.repeat(4000)}`
  socket.write(
    `POST /api/v1/chats/new HTTP/1.1\r\nHost: a\r\nContent-Type: ${type}\r\nContent-Length: 50000000\r\n\r\n`,
  )
  expect(await promise).toMatch(/^HTTP\/1\.1 403 /)
  socket.destroy()
})

test('CVE-2026-87015, CVE-2026-109292, CVE-2026-59224: a provider gets neither cookie nor token of the caller', async () => {
  await using provider = await openProvider({ models: ['echo'] })
  const env = {
    ENABLE_OPENAI_API: 'true',
    OPENAI_API_BASE_URLS: provider.openai,
    OPENAI_API_KEYS: 'sk-house',
    ENABLE_OLLAMA_API: 'true',
    OLLAMA_BASE_URLS: provider.url,
  }
  await using app = await openApp({ env })
  const ada = await app.admin()
  const headers = { cookie: `token=${ada.token}; other=1`, 'x-secret': 'hidden', 'x-user-id': 'x' }
  const messages = [{ role: 'user', content: 'hi' }]
  const asked = [
    ['/api/chat/completions', { model: 'echo', messages }],
    ['/openai/chat/completions', { model: 'echo', messages }],
    ['/ollama/api/chat', { model: 'echo:latest', messages, stream: false }],
    ['/v1/chat/completions', { model: 'echo', messages }],
  ] as const
  for (const [path, body] of asked) {
    const before = provider.work.length
    expect([path, (await ada.post(path, body, headers)).status]).toEqual([path, 200])
    const sent = provider.work.slice(before)
    expect(sent.length).toBeGreaterThan(0)
    for (const call of sent) {
      const text = JSON.stringify(call.headers)
      for (const private_ of [ada.token, 'hidden', 'other=1', 'x-user-id']) {
        expect(text).not.toContain(private_)
      }
      expect([undefined, 'Bearer sk-house']).toContain(call.headers.authorization)
    }
  }
})
