// Signing in by the word of a proxy: only a listed one's counts, and it counts for every request.
import { expect, test } from 'bun:test'
import { type App, openApp, PASSWORD } from '../../app'
import { type Caller, caller } from '../../caller'
import { dial } from '../socket/line'

const MODE = {
  WEBUI_AUTH_TRUSTED_EMAIL_HEADER: 'X-Email',
  WEBUI_AUTH_TRUSTED_NAME_HEADER: 'X-Name',
  WEBUI_AUTH_TRUSTED_GROUPS_HEADER: 'X-Groups',
}
const open = (env: Record<string, string> = {}) => openApp({ env: { ...MODE, ...env } })

const PROHIBITED = 'This is not allowed, as a safety measure.'

const knock = (app: App, headers: Record<string, string> = {}) =>
  app.nobody.post('/api/v1/auths/signin', { email: '', password: '' }, headers)

/** Signs somebody in by the proxy's word. */
async function arrive(app: App, email: string, more: Record<string, string> = {}): Promise<Caller> {
  const answer = await knock(app, { 'x-email': email, ...more })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return caller(app.url, answer.body)
}

const openSignUp = async (admin: Caller) => {
  const { body } = await admin.get('/api/v1/auths/admin/config')
  await admin.post('/api/v1/auths/admin/config', { ...body, ENABLE_SIGNUP: true })
}

test('whom the proxy names comes in: the first as admin, the next only while sign-up is open', async () => {
  await using app = await open()
  expect((await app.nobody.get('/api/config')).body.features).toMatchObject({
    auth: true,
    auth_trusted_header: true,
    enable_signup: false,
  })
  const name = Buffer.from('Adá').toString('latin1')
  const first = await knock(app, { 'x-email': ' ADA@Example.org ', 'x-name': name })
  expect(first.body).toMatchObject({ email: 'ada@example.org', name: 'Adá', role: 'admin' })
  expect(first.headers.get('set-cookie')).toContain('HttpOnly')
  expect((await knock(app, { 'x-email': 'grace@example.org' })).status).toBe(403)
  const ada = await arrive(app, 'ada@example.org')
  expect(ada.id).toBe(first.body.id)
  await openSignUp(ada)
  const next = await knock(app, { 'x-email': 'grace@example.org', 'x-name': 'Grace%20Hopper' })
  expect(next.body).toMatchObject({ name: 'Grace Hopper', role: 'pending' })
})

test('without the header, or with one that names nobody, nobody comes in', async () => {
  await using app = await open()
  await arrive(app, 'ada@example.org')
  const names = [
    '',
    'ada',
    'ada@',
    'ada@example.org, eve@example.org',
    'a@b.c@example.org',
    `${'x'.repeat(400)}@x.org`,
  ]
  for (const email of names) {
    expect([email, (await knock(app, { 'x-email': email })).status]).toEqual([email, 400])
  }
  const form = { email: 'ada@example.org', password: PASSWORD }
  expect((await app.nobody.post('/api/v1/auths/signin', form)).status).toBe(400)
})

test('a header from elsewhere is as if absent', async () => {
  for (const WEBUI_AUTH_TRUSTED_PROXIES of ['10.0.0.1', '10.0.0.0/8, 192.0.2.7']) {
    await using app = await open({ WEBUI_AUTH_TRUSTED_PROXIES, FORWARDED_ALLOW_IPS: '127.0.0.1' })
    const forged = { 'x-email': 'ada@example.org', 'x-forwarded-for': '10.0.0.1' }
    expect((await knock(app, forged)).status).toBe(400)
    expect((await app.nobody.get('/api/config')).body.onboarding).toBe(true)
  }
})

test('a page of another site cannot have anybody signed in', async () => {
  await using app = await open()
  const named = { 'x-email': 'ada@example.org' }
  expect((await knock(app, { ...named, origin: 'https://evil.example' })).status).toBe(403)
  expect((await knock(app, { ...named, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await knock(app, { ...named, origin: app.url })).status).toBe(200)
})

test('nobody signs up beside the proxy, not even first', async () => {
  await using app = await open()
  const eve = { name: 'Eve', email: 'grace@example.org', password: PASSWORD }
  expect((await app.nobody.post('/api/v1/auths/signup', eve)).status).toBe(403)
  await openSignUp(await arrive(app, 'ada@example.org'))
  expect((await app.nobody.post('/api/v1/auths/signup', eve)).status).toBe(403)
})

test('nobody changes a password behind the proxy, not even with the right one', async () => {
  await using app = await open()
  const ada = await arrive(app, 'ada@example.org')
  const grace = { name: 'Grace', email: 'grace@example.org', password: PASSWORD, role: 'user' }
  await ada.post('/api/v1/auths/add', grace)
  const form = { password: PASSWORD, new_password: `${PASSWORD} two` }
  const answer = await (await arrive(app, grace.email)).post('/api/v1/auths/update/password', form)
  expect([answer.status, answer.body.detail]).toEqual([400, PROHIBITED])
})

test('when the proxy names another, the session of the one before ends', async () => {
  await using app = await open()
  const ada = await arrive(app, 'ada@example.org')
  await openSignUp(ada)
  const grace = await arrive(app, 'grace@example.org')
  const cookie = { cookie: `token=${ada.token}` }
  const as = (email: string) => ({ ...cookie, 'x-email': email })
  using line = await dial(app.url, { token: ada.token })
  await line.next('hello')
  expect((await app.nobody.get('/api/v1/auths/', as('Ada@example.org'))).status).toBe(200)
  expect(
    (await app.nobody.get('/api/config', as('grace@example.org'))).body.default_models,
  ).toBeUndefined()
  expect((await ada.get('/api/v1/users/', { 'x-email': 'ada@example.org' })).status).toBe(200)

  const stranger = await ada.get('/api/v1/users/', { 'x-email': 'grace@example.org' })
  expect([stranger.status, stranger.body.detail]).toEqual([401, '401 Unauthorized'])
  expect((await line.closed).code).toBe(4001)
  expect((await ada.get('/api/v1/auths/')).status).toBe(401)
  expect((await grace.get('/api/v1/auths/', { 'x-email': 'grace@example.org' })).status).toBe(200)
})

test('nobody sits on a line with the session of another than whom the proxy names', async () => {
  await using app = await open()
  const ada = await arrive(app, 'ada@example.org')
  const cookie = `token=${ada.token}`
  using line = await dial(app.url, { headers: { cookie, 'x-email': 'grace@example.org' } })
  expect((await line.closed).code).toBe(4001)
  using own = await dial(app.url, { headers: { cookie, 'x-email': 'ada@example.org' } })
  expect((await own.next('hello')).user_id).toBe(ada.id)
})

test('signing out ends the session; the proxy opens another', async () => {
  await using app = await open()
  const ada = await arrive(app, 'ada@example.org')
  expect((await ada.post('/api/v1/auths/signout')).status).toBe(200)
  expect((await ada.get('/api/v1/auths/')).status).toBe(401)
  expect((await arrive(app, 'ada@example.org')).id).toBe(ada.id)
})

test('an API key is the owner’s, whomever the proxy names', async () => {
  await using app = await open()
  const ada = await arrive(app, 'ada@example.org')
  const { api_key } = (await ada.post('/api/v1/auths/api_key')).body
  const headers = { authorization: `Bearer ${api_key}`, 'x-email': 'robot@example.org' }
  expect((await app.nobody.get('/api/models', headers)).status).toBe(200)
})

test('groups follow the proxy where it names some, and stay where it does not', async () => {
  await using app = await open()
  const ada = await arrive(app, 'ada@example.org')
  for (const name of ['Editors', 'Éditeurs', 'Readers']) {
    await ada.post('/api/v1/groups/create', { name, description: '' })
  }
  const groups = async () => {
    const { body } = await ada.get('/api/v1/users/groups')
    return body.map(({ name }: { name: string }) => name).sort()
  }
  const list = Buffer.from('Editors, Éditeurs ,,Unknown').toString('latin1')
  await arrive(app, 'ada@example.org', { 'x-groups': list })
  expect(await groups()).toEqual(['Editors', 'Éditeurs'])
  await arrive(app, 'ada@example.org')
  expect(await groups()).toEqual(['Editors', 'Éditeurs'])
  await arrive(app, 'ada@example.org', { 'x-groups': '' })
  expect(await groups()).toEqual([])
})
