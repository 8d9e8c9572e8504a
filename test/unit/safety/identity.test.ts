// Published records about signing in and staying signed in: each request is sent, and does nothing.
import { expect, test } from 'bun:test'
import { createHmac } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { readEnv } from '../../../src/env'
import { openApp, PASSWORD } from '../../app'
import { type Caller, caller } from '../../caller'
import { dial, sit } from '../socket/line'
import { visit } from '../socket/visit'

const SIGN_IN = '/api/v1/auths/signin'
const SIGN_UP = '/api/v1/auths/signup'
const SECRET = '/api/v1/users/'

const signOut = (who: Caller) => who.post('/api/v1/auths/signout')

test('CVE-2026-45675: of first sign-ups at once one is admin, and sign-up is closed after', async () => {
  await using app = await openApp()
  const names = Array.from({ length: 8 }, (_, n) => `p${n}`)
  const answers = await Promise.all(
    names.map(name =>
      app.nobody.post(SIGN_UP, { name, email: `${name}@example.org`, password: PASSWORD }),
    ),
  )
  const roles = answers.filter(({ status }) => status === 200).map(({ body }) => body.role)
  expect(roles.filter(role => role === 'admin')).toHaveLength(1)
  const late = { name: 'Eve', email: 'eve@example.org', password: PASSWORD }
  expect((await app.nobody.post(SIGN_UP, late)).status).toBe(403)
})

test('CVE-2026-59219: a token that signed out opens no socket, on either door', async () => {
  await using app = await openApp()
  await app.admin()
  const bo = await app.user('Bo')
  await signOut(bo)
  using line = await dial(app.url, { token: bo.token })
  expect((await line.closed).code).toBe(4001)
  using visiting = await visit(app.url, { token: bo.token })
  const joined = await visiting.socket.emitWithAck('user-join', { auth: { token: bo.token } })
  expect(joined ?? null).toBeNull()
  expect(visiting.heard.map(([event]) => event)).not.toContain('usage')
})

test('CVE-2026-44553, CVE-2026-87014: who is no longer admin has no socket of an admin', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bo = await app.user('Bo')
  const role = (role: string) => ada.post('/api/v1/users/update/role', { id: bo.id, role })
  await role('admin')
  using line = await sit(app.url, bo.token)
  await role('user')
  expect((await line.closed).code).toBe(4001)
  expect((await bo.get(SECRET)).status).toBe(401)
})

test('CVE-2024-7049: a pending account has its own session and nothing else', async () => {
  await using app = await openApp()
  await app.admin()
  const paul = await app.pending('Paul')
  expect((await paul.get('/api/v1/auths/')).status).toBe(200)
  const closed = ['/api/models', '/api/v1/chats/', '/api/v1/users/user/settings', '/api/v1/groups/']
  for (const path of closed) expect([path, (await paul.get(path)).status]).toEqual([path, 401])
  expect((await paul.post('/api/chat/completions', { model: 'm', messages: [] })).status).toBe(401)
})

test('CVE-2025-15603, CVE-2026-45363: no token signed with a known or an empty secret holds', async () => {
  for (const WEBUI_SECRET_KEY of ['', 't0p-s3cr3t', 'secret']) {
    const open = () => readEnv({ WEBUI_SECRET_KEY, DATA_DIR: '/tmp' }, '/')
    if (WEBUI_SECRET_KEY !== '') expect(open).toThrow('WEBUI_SECRET_KEY')
  }
  await using app = await openApp()
  const ada = await app.admin()
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const { sid } = JSON.parse(Buffer.from(ada.token.split('.')[1] ?? '', 'base64url').toString())
  for (const key of ['', 't0p-s3cr3t']) {
    const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ id: ada.id, sid })}`
    const token = `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
    const forged = caller(app.url, { token, id: ada.id, email: ada.email })
    expect((await forged.get(SECRET)).status).toBe(401)
  }
  const none = `${part({ alg: 'none', typ: 'JWT' })}.${part({ id: ada.id, sid })}.`
  expect((await app.nobody.get(SECRET, { authorization: `Bearer ${none}` })).status).toBe(401)
})

test('CVE-2025-15603: the secret that is made is of 32 bytes and for its owner alone', async () => {
  await using app = await openApp()
  await app.admin()
  const file = join(app.dir, '.secret')
  const text = await Bun.file(file).text()
  expect(Buffer.from(text.trim(), 'base64url').length).toBeGreaterThanOrEqual(32)
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('CVE-2024-7053, CVE-2026-0767: the cookie is out of reach of pages, and Secure behind https', async () => {
  await using app = await openApp({ env: { WEBUI_URL: 'https://hearth.example.org' } })
  await app.admin()
  const answer = await app.nobody.post(SIGN_IN, { email: 'ada@example.org', password: PASSWORD })
  const cookie = answer.headers.get('set-cookie') ?? ''
  for (const part of ['HttpOnly', 'SameSite=Lax', 'Secure']) expect(cookie).toContain(part)
})

test('a signed-out token, an old password’s, a deactivated and a deleted account’s open nothing from then on', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const [bo, cy, di] = [await app.user('Bo'), await app.user('Cy'), await app.user('Di')]
  const ed = await app.user('Ed')
  await signOut(bo)
  const again = await app.nobody.post(SIGN_IN, { email: cy.email, password: PASSWORD })
  const other = caller(app.url, again.body)
  const form = { password: PASSWORD, new_password: 'another horse battery' }
  await other.post('/api/v1/auths/update/password', form)
  await ada.delete(`/api/v1/users/${di.id}`)
  await ada.post('/api/v1/users/update/role', { id: ed.id, role: 'pending' })
  expect((await ed.get('/api/models')).status).toBe(401)
  for (const who of [bo, cy, di]) expect((await who.get('/api/v1/auths/')).status).toBe(401)
  expect((await other.get('/api/v1/auths/')).status).toBe(200)
})

test('CVE-2026-70482, CVE-2026-88006: no token of another’s is exchanged for one of ours', async () => {
  await using app = await openApp()
  await app.admin()
  for (const provider of ['oidc', 'google', 'github', '..', 'x'])
    for (const token of ['minted-elsewhere', '', null]) {
      const path = `/oauth/${provider}/token/exchange`
      const { status, headers } = await app.nobody.post(path, { token })
      expect([path, [404, 405].includes(status)]).toEqual([path, true])
      expect(headers.get('set-cookie')).toBeNull()
    }
})

test('AnythingLLM 2026-32617, LiteLLM 2026-59822: a failed credential is nobody’s, whatever stands beside it', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const cookie = `token=${ada.token}`
  for (const bad of ['Bearer nonsense', 'Bearer sk-0000', 'Bearer null', 'Bearer undefined']) {
    expect((await app.nobody.get(SECRET, { authorization: bad, cookie })).status).toBe(401)
  }
})
