// API keys and what binds them: routes, models, time, and never the account's own security.
import { expect, test } from 'bun:test'
import { type App, openApp, signIn } from '../../app'
import { type Caller, caller } from '../../caller'
import { openProvider } from '../../provider'
import { onDatabase } from '../../sql'
import { routesOf } from './table'

const KEYS = '/api/v1/auths/api_keys'

/** A caller with a key of somebody's. */
async function keyed(app: App, who: Caller, bounds: object): Promise<Caller> {
  const made = await who.post(KEYS, { name: crypto.randomUUID(), ...bounds })
  expect(made.status).toBe(200)
  return caller(app.url, { token: made.body.api_key, id: who.id, email: who.email })
}

test('a bound key opens the routes that are declared for it and no other', async () => {
  const routes = await routesOf()
  await using app = await openApp()
  const admin = await app.admin()
  const wrong: string[] = []
  const opens: Record<string, (string | undefined)[]> = {
    all: ['read', 'models', 'completions', undefined],
    read: ['read', 'models'],
    completions: ['completions', 'models'],
    models: ['models'],
  }
  for (const [scope, uses] of Object.entries(opens)) {
    const key = await keyed(app, admin, { scope })
    for (const { method, path, role, key: use } of routes) {
      if (role === 'any') continue
      const response = await key.fetch(path, { method, ...(method !== 'GET' && { body: '{' }) })
      await response.body?.cancel()
      const refused = response.status === 403
      if (refused === uses.includes(use))
        wrong.push(`${scope} ${method} ${path} ${response.status}`)
    }
  }
  expect(wrong).toEqual([])
})

test('whatever makes or changes keys, passwords, factors and sessions opens to no key', async () => {
  const routes = await routesOf()
  const own =
    /^\/api\/v1\/(auths\/(api_key|update\/password|second-factor|passkeys)|sessions|users\/[^/]+\/(sessions|second-factor))/
  const about = routes.filter(
    ({ method, path, role }) => own.test(path) && role !== 'any' && method !== 'GET',
  )
  expect(about.length).toBeGreaterThan(12)
  expect(about.filter(({ key }) => key !== 'never')).toEqual([])
})

test('not even an admin’s key changes the password of its own account by another door', async () => {
  await using app = await openApp()
  const [ada, grace] = [await app.admin(), await app.user('Grace')]
  const key = await keyed(app, ada, {})
  const form = { name: 'x', profile_image_url: '', password: 'a whole new password' }
  const change = (who: Caller) =>
    key.post(`/api/v1/users/${who.id}/update`, { ...form, email: who.email })
  expect((await change(ada)).status).toBe(403)
  await signIn(app.url, ada.email)
  expect((await change(grace)).status).toBe(200)
})

test('an old key keeps its rights, and cannot make another', async () => {
  await using app = await openApp()
  const grace = await app.user('Grace')
  const { api_key } = (await grace.post('/api/v1/auths/api_key')).body
  const key = caller(app.url, { token: api_key, id: grace.id, email: grace.email })
  expect((await key.post('/api/v1/chats/new', { chat: { title: 'By key' } })).status).toBe(200)
  expect((await key.get('/api/v1/chats/')).body).toHaveLength(1)
  expect((await key.post('/api/v1/auths/api_key')).status).toBe(403)
  expect((await key.post(KEYS, { name: 'child' })).status).toBe(403)
  expect((await grace.get(KEYS)).body).toMatchObject([
    { name: 'default', scope: 'all', models: null, expires_at: null },
  ])
})

test('who waits to be let in makes no key', async () => {
  await using app = await openApp()
  const paul = await app.pending('Paul')
  expect((await paul.post('/api/v1/auths/api_key')).status).toBe(401)
  expect((await paul.post(KEYS, { name: 'early' })).status).toBe(401)
})

test('a key ends when it is said to, and is listed with its last use', async () => {
  await using app = await openApp()
  const grace = await app.user('Grace')
  const now = Math.floor(Date.now() / 1000)
  const short = await keyed(app, grace, { scope: 'read', expires_at: now + 3600 })
  expect((await short.get('/api/v1/chats/')).status).toBe(200)
  const [listed] = (await grace.get(KEYS)).body
  expect(listed).toMatchObject({ scope: 'read', expires_at: now + 3600 })
  expect(listed.used_at).toBeGreaterThanOrEqual(now)
  expect(listed.api_key).toMatch(/^sk-…[0-9a-f]{4}$/)
  await onDatabase(app.database, 'update api_key set expires_at = 1')
  expect((await short.get('/api/v1/chats/')).status).toBe(401)
})

test('bounds that make no sense are refused', async () => {
  await using app = await openApp()
  const grace = await app.user('Grace')
  const now = Math.floor(Date.now() / 1000)
  const faults: [object, number][] = [
    [{ name: '' }, 422],
    [{ name: 'x', scope: 'everything' }, 422],
    [{ name: 'x', models: [] }, 422],
    [{ name: 'x', models: 'ember' }, 422],
    [{ name: 'x', expires_at: now - 10 }, 400],
    [{ name: 'x', expires_at: 'tomorrow' }, 422],
    [{ name: 'x', expires_at: 1e15 }, 422],
  ]
  for (const [body, status] of faults) expect((await grace.post(KEYS, body)).status).toBe(status)
  expect((await grace.get(KEYS)).body).toEqual([])
})

test('no more keys than allowed are made, however many are asked for at once', async () => {
  await using app = await openApp()
  const grace = await app.user('Grace')
  const names = Array.from({ length: 70 }, (_, n) => `k${n}`)
  const answers = await Promise.all(names.map(name => grace.post(KEYS, { name })))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(50)
  expect((await grace.get(KEYS)).body).toHaveLength(50)
  const again = await Promise.all(names.map(() => grace.post(KEYS, { name: 'k0' })))
  expect(new Set(again.map(({ status }) => status)).size).toBe(1)
  expect((await grace.get(KEYS)).body).toHaveLength(50)
})

test('CVE-2026-45339: Bearer and x-api-key are one: both are bound, and a bad bearer is not rescued', async () => {
  await using app = await openApp()
  const grace = await app.user('Grace')
  const { token } = await keyed(app, grace, { scope: 'models' })
  const as = async (headers: Record<string, string>, path: string) =>
    (await app.nobody.get(path, headers)).status
  const ways: Record<string, string>[] = [
    { authorization: `Bearer ${token}` },
    { 'x-api-key': token },
  ]
  for (const headers of ways) {
    expect(await as(headers, '/api/models')).toBe(200)
    expect(await as(headers, '/api/v1/chats/')).toBe(403)
  }
  expect(await as({ authorization: 'Bearer sk-wrong', 'x-api-key': token }, '/api/models')).toBe(
    401,
  )
})

test('a key for some models lists and asks no other, whoever it belongs to', async () => {
  await using provider = await openProvider({
    models: ['ember', 'flint'],
    scripts: { ember: { reply: 'Warm.' }, flint: { reply: 'Hard.' } },
  })
  await using app = await openApp({
    env: {
      ENABLE_OPENAI_API: 'true',
      OPENAI_API_BASE_URLS: provider.openai,
      OPENAI_API_KEYS: 'key-of-the-provider',
    },
  })
  const ada = await app.admin()
  expect((await ada.get('/v1/models')).body.data).toHaveLength(2)
  for (const scope of ['all', 'completions']) {
    const key = await keyed(app, ada, { scope, models: ['ember'] })
    for (const list of ['/v1/models', '/api/models', '/openai/models', '/openai/models/0']) {
      const { data } = (await key.get(list)).body
      expect([list, data.map(({ id }: { id: string }) => id)]).toEqual([list, ['ember']])
    }
    const ask = async (path: string, model: string) =>
      (await key.post(path, { model, messages: [{ role: 'user', content: 'Hi' }], input: 'Hi' }))
        .status
    for (const path of [
      '/v1/chat/completions',
      '/api/chat/completions',
      '/openai/chat/completions',
    ]) {
      expect([path, await ask(path, 'ember')]).toEqual([path, 200])
      expect([path, await ask(path, 'flint')]).toEqual([path, 404])
    }
    expect(await ask('/openai/embeddings', 'flint')).toBe(404)
    // What names no model would reach the provider with the house's own key.
    expect(await ask('/openai/images/generations', 'flint')).toBe(401)
  }
  expect((await ada.get('/api/models')).body.data).toHaveLength(2)
})
