// The web client's line: who gets on it, what he hears, and when it ends.
import { expect, test } from 'bun:test'
import { type App, openApp, PASSWORD, signIn } from '../../app'
import type { Caller } from '../../caller'
import { counted, dial, sit } from './line'
import { knock, UPGRADE } from './raw'
import { mint, SECRET, sessionOf } from './token'
import { enter } from './visit'

const cookie = ({ token }: Caller) => ({ cookie: `token=${token}` })

test('a first message or the cookie says who it is', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  using said = await dial(app.url, { token: ada.token })
  using brought = await dial(app.url, { headers: cookie(ada) })
  const hello = { type: 'hello', user_id: ada.id, session_id: expect.any(String) }
  const first = await said.next('hello')
  const second = await brought.next('hello')
  expect(first).toEqual(hello)
  expect(second).toEqual(hello)
  expect(first.session_id).not.toBe(second.session_id)
  expect(await said.next('user-count')).toEqual({ type: 'user-count', count: 1 })
  expect(await said.next('usage')).toEqual({ type: 'usage', models: [] })
})

test('tokens that do not hold are told so and hung up on', async () => {
  await using app = await openApp({ env: { WEBUI_SECRET_KEY: SECRET } })
  const ada = await app.admin()
  const { id, sid } = sessionOf(ada.token)
  const key = (await ada.post('/api/v1/auths/api_key')).body.api_key as string
  const bad = {
    forged: mint({ id, sid }, 'somebody else made this secret up'),
    expired: mint({ id, sid, exp: Math.floor(Date.now() / 1000) - 1 }),
    sessionless: mint({ id }),
    ofAnother: mint({ id: crypto.randomUUID(), sid }),
    key,
    garbage: 'x'.repeat(5000),
    empty: '',
  }
  for (const [name, token] of Object.entries(bad)) {
    using line = await dial(app.url, { token })
    expect([name, await line.closed]).toEqual([name, { code: 4001, reason: expect.any(String) }])
    expect(line.heard).toEqual([{ type: 'session', action: 'ended' }])
  }
  using held = await dial(app.url, { token: mint({ id, sid }) })
  await held.next('hello')
})

test('signing out ends the lines of that session at once, and no others', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const elsewhere = await signIn(app.url, ada.email)
  using tab = await sit(app.url, ada.token)
  using other = await sit(app.url, ada.token)
  using desk = await sit(app.url, elsewhere.token)
  await ada.get('/api/v1/auths/signout')
  for (const line of [tab, other]) {
    expect((await line.closed).code).toBe(4001)
    expect(line.heard.at(-1)).toEqual({ type: 'session', action: 'ended' })
  }
  await desk.settle()
  using back = await dial(app.url, { headers: cookie(ada) })
  expect((await back.closed).code).toBe(4001)
})

test('a new password ends every other session’s lines', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const stolen = await signIn(app.url, ada.email)
  using mine = await sit(app.url, ada.token)
  using theirs = await sit(app.url, stolen.token)
  const change = { password: PASSWORD, new_password: `${PASSWORD} staple` }
  expect((await ada.post('/api/v1/auths/update/password', change)).body).toBe(true)
  expect((await theirs.closed).code).toBe(4001)
  await mine.settle()
})

test('a changed profile is told to its own lines alone', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const ursula = await app.user('Ursula')
  using mine = await sit(app.url, ada.token)
  using hers = await sit(app.url, ursula.token)
  const profile = { name: 'Ada Lovelace', profile_image_url: '/user.png' }
  await ada.post('/api/v1/auths/update/profile', profile)
  expect(await mine.next('user')).toEqual({
    type: 'user',
    user: { id: ada.id, email: ada.email, role: 'admin', ...profile },
  })
  await hers.settle()
  expect(hers.heard.some(({ type }) => type === 'user')).toBe(false)
})

test('CVE-2026-70490: a pending account is greeted and hears nothing else', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const paul = await app.pending('Paul')
  using his = await dial(app.url, { token: paul.token })
  await his.next('hello')
  using hers = await sit(app.url, ada.token)
  his.say({ type: 'usage', model: 'secret-model' })
  await his.settle()
  hers.say({ type: 'usage', model: 'ours' })
  expect(await hers.next('usage')).toEqual({ type: 'usage', models: ['ours'] })
  expect(hers.heard.find(({ type }) => type === 'user-count')).toEqual({
    type: 'user-count',
    count: 1,
  })
  await his.settle()
  expect(his.heard.map(({ type }) => type)).toEqual(['hello', 'pong', 'pong'])
})

test('a page of another site may not use the cookie', async () => {
  await using app = await openApp({ env: { CORS_ALLOW_ORIGIN: 'https://good.example' } })
  const ada = await app.admin()
  const from = (origin: string) => knock(app.url, '/ws', { ...UPGRADE, ...cookie(ada), origin })
  using foreign = await from('https://evil.example')
  expect(foreign.status).toBe(403)
  expect(JSON.parse(foreign.body).detail).toContain('WEBUI_URL')
  using opaque = await from('null')
  expect(opaque.status).toBe(403)
  using listed = await from('https://good.example')
  using own = await from(app.url)
  expect([listed.status, own.status]).toEqual([101, 101])
})

test('a page of another site is not let in without the cookie either', async () => {
  await using app = await openApp()
  const from = (origin: string) => knock(app.url, '/ws', { ...UPGRADE, origin })
  using foreign = await from('https://evil.example')
  expect(foreign.status).toBe(403)
  expect(JSON.parse(foreign.body).detail).toContain('WEBUI_URL')
  using own = await from(app.url)
  expect(own.status).toBe(101)
})

test('with any origin allowed the cookie of a foreign page counts for nothing', async () => {
  await using app = await openApp({ env: { CORS_ALLOW_ORIGIN: '*' } })
  const ada = await app.admin()
  const headers = { ...cookie(ada), origin: 'https://evil.example' }
  using line = await dial(app.url, { headers })
  line.say({ type: 'ping' })
  line.say({ type: 'auth', token: ada.token })
  await line.next('hello')
  expect(line.heard[0]?.type).toBe('hello')
})

test('what is no websocket is told so', async () => {
  await using app = await openApp()
  const plain = await app.nobody.get('/ws')
  expect(plain.status).toBe(426)
  expect(plain.body.detail).toBeString()
  const { 'sec-websocket-key': _, ...keyless } = UPGRADE
  using broken = await knock(app.url, '/ws', keyless)
  expect(broken.status).toBeWithin(400, 500)
  expect((await app.nobody.get('/ws/nowhere')).status).toBe(404)
})

test('a line that never says who it is is dropped', async () => {
  await using app = await openApp({ env: { ANONYMOUS_SOCKET_SECONDS: '1' } })
  using line = await dial(app.url)
  line.say({ type: 'usage', model: 'm' })
  line.say({ type: 'ping' })
  expect((await line.closed).code).toBe(4001)
  expect(line.heard).toEqual([])
})

test('many lines that open in one breath all get through', async () => {
  await using app = await openApp({ env: { ANONYMOUS_SOCKETS_PER_ADDRESS: '1' } })
  const ada = await app.admin()
  const lines = await Promise.all(Array.from({ length: 50 }, () => dial(app.url)))
  for (const line of lines) line.say({ type: 'auth', token: ada.token })
  for (const line of lines) {
    using each = line
    await each.next('hello')
  }
})

test('usage of several is gathered, and fades when nobody says it again', async () => {
  await using app = await openApp({ env: { MODEL_USAGE_SECONDS: '1' } })
  const [ada, ursula] = [await app.admin(), await app.user('Ursula')]
  using hers = await sit(app.url, ursula.token)
  using mine = await sit(app.url, ada.token)
  for (let i = 0; i < 50; i++) mine.say({ type: 'usage', model: 'a' })
  hers.say({ type: 'usage', model: 'b' })
  const models = async () => ((await mine.next('usage')).models as string[]).toSorted()
  const seen: string[][] = [await models()]
  while (seen.at(-1)?.length !== 2) {
    // On a busy machine one may have faded before the other is heard.
    mine.say({ type: 'usage', model: 'a' })
    hers.say({ type: 'usage', model: 'b' })
    seen.push(await models())
  }
  expect(seen.at(-1)).toEqual(['a', 'b'])
  while (seen.at(-1)?.length !== 0) seen.push(await models())
  expect(seen.length).toBeLessThan(10)
})

test('people are counted once, however many lines they have, and not when they have gone', async () => {
  await using app = await openApp()
  const [ada, ursula] = [await app.admin(), await app.user('Ursula')]
  using watcher = await sit(app.url, ada.token)
  await counted(watcher, 1)
  {
    using first = await sit(app.url, ursula.token)
    await counted(watcher, 2)
    using second = await sit(app.url, ursula.token)
    await Promise.all([first.settle(), second.settle()])
  }
  await counted(watcher, 1)
  const told = watcher.heard.flatMap(({ type, count }) => (type === 'user-count' ? [count] : []))
  expect(new Set(told)).toEqual(new Set([1, 2]))
})

test('connections are capped by account and by address', async () => {
  const env = { SOCKETS_PER_USER: '2', SOCKETS_PER_ADDRESS: '3' }
  await using app = await openApp({ env })
  const [ada, ursula] = [await app.admin(), await app.user('Ursula')]
  using first = await sit(app.url, ada.token)
  using _second = await sit(app.url, ada.token)
  expect(await refused(app, ada)).toBe(1013)
  using _hers = await sit(app.url, ursula.token)
  expect(await refused(app, ursula)).toBe(1013)
  first[Symbol.dispose]()
  await first.closed
  using _again = await sit(app.url, ada.token)
})

test('a server that stops says so', async () => {
  const app = await openApp()
  const ada = await app.admin()
  using line = await sit(app.url, ada.token)
  using page = await enter(app.url, ada.token)
  await app[Symbol.asyncDispose]()
  expect((await line.closed).code).toBe(1001)
  expect(await page.closed).toBe('transport close')
})

const refused = async (app: App, who: Caller): Promise<number> => {
  using line = await dial(app.url, { token: who.token })
  return (await line.closed).code
}
