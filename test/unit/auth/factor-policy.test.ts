// A house that asks for a second factor: who has none sets one up and can do nothing else before.
import { expect, test } from 'bun:test'
import { type App, openApp, signIn } from '../../app'
import type { Caller } from '../../caller'
import { onDatabase } from '../../sql'
import { dial, sit } from '../socket/line'
import { codeOf, FACTOR, firstStep, secondStep, setUp, signInWith } from './factor'
import { routesOf } from './table'

const ask = (admin: Caller, who: unknown) =>
  admin.post('/api/v1/settings', { 'auth.second_factor': who })

/** Which of the routes for signed-in people open to somebody; the others must say why not. */
async function openTo(who: Caller): Promise<string[]> {
  const open: string[] = []
  for (const { method, path, role, early } of await routesOf()) {
    if (role === 'any' || role === 'admin') continue
    const response = await who.fetch(path, { method, ...(method !== 'GET' && { body: '{' }) })
    const body = await response.text()
    const refused = response.status === 403 && body.includes('Set up a second factor first')
    if (!refused) open.push(`${method} ${path}`)
    if (refused === early) throw new Error(`${method} ${path}: ${response.status} ${body}`)
  }
  return open
}

test('everybody has to: nothing but the way there is open, on the server itself', async () => {
  await using app = await openApp({ env: { SECOND_FACTOR: 'everybody' } })
  const ada = await app.admin()
  expect((await ada.get('/api/v1/users/')).status).toBe(403)
  await setUp(ada)
  expect((await ada.get('/api/v1/users/')).status).toBe(200)
  await ada.post('/api/v1/auths/add', {
    name: 'Grace',
    email: 'grace@example.org',
    password: 'correct horse battery',
    role: 'user',
  })
  const grace = await signIn(app.url, 'grace@example.org')
  expect((await grace.get('/api/v1/auths/')).body).toMatchObject({
    email: 'grace@example.org',
    second_factor: 'owed',
  })
  expect((await openTo(grace)).sort()).toEqual([
    'GET /api/v1/auths/',
    `GET ${FACTOR}`,
    `POST ${FACTOR}/app`,
    `POST ${FACTOR}/app/confirm`,
  ])
  expect(
    (await app.nobody.get('/api/config', { cookie: `token=${grace.token}` })).body,
  ).not.toHaveProperty('default_models')
  expect((await grace.get('/api/v1/auths/signout')).status).toBe(200)
})

test('once it is set up everything opens, in the same session and on its open socket', async () => {
  await using app = await openApp({ env: { SECOND_FACTOR: 'everybody' } })
  const ada = await app.admin()
  using line = await dial(app.url, { token: ada.token })
  await line.next('hello')
  line.say({ type: 'ping' })
  await line.next('pong')
  expect(line.heard.map(({ type }) => type)).toEqual(['hello', 'pong'])
  await setUp(ada)
  await line.next('usage')
  const session = (await ada.get('/api/v1/auths/')).body
  expect(session).not.toHaveProperty('second_factor')
})

test('asking for it acts at once, on open sockets too; taking it back as well', async () => {
  await using app = await openApp()
  const [ada, grace] = [await app.admin(), await app.user('Grace')]
  await setUp(ada)
  using line = await sit(app.url, grace.token)
  expect((await ask(ada, 'everybody')).status).toBe(200)
  await line.next('user')
  expect((await grace.get('/api/v1/chats/')).status).toBe(403)
  const heard = line.heard.length
  await ada.post('/api/v1/chats/new', { chat: { title: 'For nobody else' } })
  await line.settle()
  expect(line.heard.slice(heard).map(({ type }) => type)).toEqual(['pong'])
  await ask(ada, 'nobody')
  await line.next('usage')
  expect((await grace.get('/api/v1/chats/')).status).toBe(200)
})

test('admins only: users may, and whoever becomes an admin must', async () => {
  await using app = await openApp()
  const [ada, grace] = [await app.admin(), await app.user('Grace')]
  await setUp(ada)
  await ask(ada, 'admins')
  expect((await grace.get('/api/v1/chats/')).status).toBe(200)
  await ada.post('/api/v1/users/update/role', { id: grace.id, role: 'admin' })
  expect((await grace.get('/api/v1/chats/')).status).toBe(403)
  await setUp(grace)
  expect((await grace.get('/api/v1/users/')).status).toBe(200)
})

test('who has to may replace it but not turn it off', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  await setUp(ada)
  await ask(ada, 'everybody')
  expect((await ada.delete(FACTOR, {})).status).toBe(403)
  const { secret } = await setUp(ada)
  expect((await signInWith(app, ada.email, codeOf(secret, 1))).status).toBe(200)
})

test('an API key goes on, and who waits to be let in just waits', async () => {
  await using app = await openApp()
  const [ada, grace, paul] = [await app.admin(), await app.user('Grace'), await app.pending('Paul')]
  const { api_key } = (await grace.post('/api/v1/auths/api_key')).body
  await setUp(ada)
  await ask(ada, 'everybody')
  expect((await app.nobody.get('/api/v1/chats/', { 'x-api-key': api_key })).status).toBe(200)
  expect((await paul.get('/api/v1/auths/')).body).not.toHaveProperty('second_factor')
  expect((await grace.post('/api/v1/auths/api_key')).status).toBe(403)
})

test('words that are no policy are refused', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  for (const word of ['some', null, true, 'EVERYBODY']) {
    expect((await ask(ada, word)).status).toBe(400)
  }
  expect((await ada.get('/api/v1/users/')).status).toBe(200)
})

const factorOf = (id: string) => `/api/v1/users/${id}/second-factor`

test('an admin takes a lost factor away, and the password alone opens again', async () => {
  await using app = await openApp()
  const [ada, grace] = [await app.admin(), await app.user('Grace')]
  await setUp(grace)
  expect((await ada.get(factorOf(grace.id))).body).toMatchObject({
    app: { since: expect.any(Number) },
    recovery_codes: 10,
    passkeys: 0,
  })
  const step = await firstStep(app, grace.email)
  expect((await ada.delete(factorOf(grace.id))).body).toBe(true)
  expect((await secondStep(app, step, '123456')).status).toBe(400)
  await signIn(app.url, grace.email)
  expect((await ada.get(factorOf(grace.id))).body.app).toBeNull()
  expect((await grace.delete(factorOf(grace.id))).status).toBe(401)
  expect((await ada.delete(factorOf('nobody'))).status).toBe(404)
})

test('nobody but its owner takes the first account’s factor away', async () => {
  await using app = await openApp()
  const [ada, grace] = [await app.admin(), await app.user('Grace')]
  await ada.post('/api/v1/users/update/role', { id: grace.id, role: 'admin' })
  await setUp(ada)
  expect((await grace.delete(factorOf(ada.id))).status).toBe(403)
  expect((await ada.get(FACTOR)).body.app).not.toBeNull()
})

test('a secret that the server can no longer read refuses codes; recovery codes still open', async () => {
  await using app = await openApp()
  const grace = await app.user('Grace')
  const { secret, recovery } = await setUp(grace)
  await swapSecrets(app)
  const step = await firstStep(app, grace.email)
  expect((await secondStep(app, step, codeOf(secret, 1))).status).toBe(400)
  expect((await secondStep(app, step, recovery[0] ?? '')).status).toBe(200)
})

/** Puts another account's sealed secret in the place of each, as somebody with the database might. */
async function swapSecrets(app: App): Promise<void> {
  const linus = await app.user('Linus')
  await setUp(linus)
  await onDatabase(
    app.database,
    `update factor set secret = (select f.secret from factor f where f.account_id = '${linus.id}')`,
  )
}
