// A house without accounts (WEBUI_AUTH=false): whoever comes is its owner, and only where that is safe.
import { expect, test } from 'bun:test'
import { type App, openApp, PASSWORD } from '../../app'
import { caller } from '../../caller'

const OFF = { WEBUI_AUTH: 'false' }
const knock = (app: App, headers: Record<string, string> = {}) =>
  app.nobody.post('/api/v1/auths/signin', { email: '', password: '' }, headers)

test('whoever comes is the owner, the same one each time', async () => {
  await using app = await openApp({ env: OFF })
  const config = (await app.nobody.get('/api/config')).body
  expect(config).toMatchObject({
    onboarding: true,
    features: { auth: false, enable_signup: false },
  })
  const answers = await Promise.all([knock(app), knock(app), knock(app)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(answers[0]?.body).toMatchObject({ email: 'admin@localhost', name: 'User', role: 'admin' })
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  const owner = caller(app.url, answers[0]?.body)
  expect((await owner.get('/api/v1/users/')).body).toHaveLength(1)
  expect((await app.nobody.get('/api/v1/users/')).status).toBe(403)
})

test('the owner has no password that would open the house once it has accounts', async () => {
  const first = await openApp({ env: OFF })
  const { dir, database } = first
  await using _ = { [Symbol.asyncDispose]: () => first[Symbol.asyncDispose]() }
  await knock(first)
  const form = { email: 'admin@localhost', password: 'admin' }
  await using app = await openApp({ env: { DATA_DIR: `${dir}/again` }, database })
  expect((await app.nobody.post('/api/v1/auths/signin', form)).status).toBe(400)
})

test('where there are accounts nobody comes in so', async () => {
  const before = await openApp()
  await before.admin()
  const { dir, database } = before
  await using _ = { [Symbol.asyncDispose]: () => before[Symbol.asyncDispose]() }
  await using app = await openApp({ env: { ...OFF, DATA_DIR: `${dir}/again` }, database })
  expect((await knock(app)).status).toBe(400)
  const form = { email: 'ada@example.org', password: PASSWORD }
  expect((await app.nobody.post('/api/v1/auths/signin', form)).status).toBe(400)
})

test('no account is made beside the owner’s, which would lock him out', async () => {
  await using app = await openApp({ env: OFF })
  const owner = caller(app.url, (await knock(app)).body)
  const grace = { name: 'Grace', email: 'grace@example.org', password: PASSWORD, role: 'user' }
  expect((await owner.post('/api/v1/auths/add', grace)).status).toBe(403)
  expect((await app.nobody.post('/api/v1/auths/signup', grace)).status).toBe(403)
  expect((await knock(app)).status).toBe(200)
})

test('an account that was signed up for before the owner came is an account like any other', async () => {
  await using app = await openApp({ env: OFF })
  const eve = { name: 'Eve', email: 'eve@example.org', password: PASSWORD }
  expect((await app.nobody.post('/api/v1/auths/signup', eve)).status).toBe(200)
  expect((await knock(app)).status).toBe(400)
})

test('a page elsewhere cannot come in through the visitor’s browser', async () => {
  await using app = await openApp({ env: { ...OFF, WEBUI_URL: 'https://chat.example.org' } })
  const { port } = new URL(app.url)
  expect((await knock(app, { origin: 'https://evil.example' })).status).toBe(403)
  // Its own name, answered with this machine's address.
  const rebound = { host: `evil.example:${port}`, origin: `http://evil.example:${port}` }
  expect((await knock(app, rebound)).status).toBe(403)
  for (const host of [
    'localhost',
    'nas',
    '[::1]',
    '192.168.1.5',
    'chat.example.org',
    'my.localhost',
  ]) {
    expect([host, (await knock(app, { host })).status]).toEqual([host, 200])
  }
})
