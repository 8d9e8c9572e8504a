// The model list: merged, kept, refreshed behind its readers; no provider delays or spoils another.
import { expect, test } from 'bun:test'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { openProvider, type Provider } from '../../provider'
import { until } from '../../until'
import { sit } from '../socket/line'

const open = (env: Record<string, string>): Promise<App> =>
  openApp({ env: { ENABLE_OPENAI_API: 'true', ENABLE_OLLAMA_API: 'true', ...env } })

const openai = (...providers: Provider[]) => ({
  OPENAI_API_BASE_URLS: providers.map(provider => provider.openai).join(';'),
})

const listed = async (who: Caller): Promise<string[]> =>
  (await who.get('/api/models')).body.data.map((model: { id: string }) => model.id)

const states = async (who: Caller) => (await who.get('/api/v1/connections/state')).body.data

/** What the provider answers to a listing. */
const says = (provider: Provider, body: unknown, type?: string) => {
  const fault = { status: 200, body, ...(type && { type }) }
  provider.paths = { '/v1/models': { fault }, '/api/tags': { fault } }
}

test('models of both kinds are merged: each connection in its order, OpenAI-style ones first', async () => {
  await using a = await openProvider({ models: ['a1', 'both'] })
  await using b = await openProvider({ models: ['b1', 'both'] })
  await using app = await open({ ...openai(a, b), OLLAMA_BASE_URLS: `${a.url};${b.url}` })
  const { data } = (await (await app.admin()).get('/api/models')).body
  expect(
    data.map(({ id, owned_by, urlIdx }: Record<string, unknown>) => [id, owned_by, urlIdx]),
  ).toEqual([
    ['a1', 'openai', 0],
    ['both', 'openai', 0],
    ['b1', 'openai', 1],
    ['a1:latest', 'ollama', undefined],
    ['both:latest', 'ollama', undefined],
    ['b1:latest', 'ollama', undefined],
  ])
  expect(data[0]).toMatchObject({ name: 'a1', object: 'model', openai: { owned_by: 'scripted' } })
  expect(data[4].ollama).toMatchObject({ model: 'both:latest', urls: [0, 1] })
  expect(data[4].created).toBeGreaterThan(1_700_000_000)
})

test('a prefix stands before ids, fixed ids replace the listing without a call', async () => {
  await using provider = await openProvider({ models: ['echo'] })
  await using app = await open(openai(provider))
  const admin = await app.admin()
  await admin.post('/openai/config/update', {
    ENABLE_OPENAI_API: true,
    OPENAI_API_BASE_URLS: [provider.openai],
    OPENAI_API_KEYS: [''],
    OPENAI_API_CONFIGS: { [provider.openai]: { prefix_id: 'px', model_ids: ['only', 'this'] } },
  })
  const { data } = (await admin.get('/api/models')).body
  expect(data[0]).toEqual({
    id: 'px.only',
    name: 'only',
    owned_by: 'openai',
    openai: { id: 'only', name: 'only', owned_by: 'openai', openai: { id: 'only' }, urlIdx: 0 },
    urlIdx: 0,
    actions: [],
  })
  expect(data.map(({ id }: { id: string }) => id)).toEqual(['px.only', 'px.this'])
  expect(provider.calls.filter(({ path }) => path === '/v1/models')).toEqual([])
})

test('readers get what others answered while a provider still hangs, and do not ask it again', async () => {
  await using good = await openProvider({ models: ['good'] })
  await using hung = await openProvider({ paths: { '*': { fault: { hang: 'headers' } } } })
  await using app = await open({
    ...openai(good, hung),
    OLLAMA_BASE_URLS: hung.url,
    // Whoever waited for it would outlast the test.
    AIOHTTP_CLIENT_TIMEOUT_OPENAI_MODEL_LIST: '600',
  })
  const admin = await app.admin()
  for (let n = 0; n < 5; n++) expect(await listed(admin)).toEqual(['good'])
  const [, slow, ollama] = await states(admin)
  expect([slow.state, ollama.state]).toEqual(['slow', 'slow'])
  expect(hung.calls.filter(({ path }) => path === '/v1/models')).toHaveLength(1)
})

test('a provider that never answers is down once its time is up, and says so to admins alone', async () => {
  await using hung = await openProvider({ paths: { '*': { fault: { hang: 'body' } } } })
  await using app = await open({
    ...openai(hung),
    ENABLE_OLLAMA_API: 'false',
    AIOHTTP_CLIENT_TIMEOUT_OPENAI_MODEL_LIST: '1',
  })
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  await until(async () => (await states(admin))[0].state === 'down')
  const [state] = await states(admin)
  expect(state).toMatchObject({ url: hung.openai, error: expect.stringContaining('too long') })
  const [seen] = await states(grace)
  expect(seen).toEqual({
    kind: 'openai',
    idx: 0,
    name: 'OpenAI-compatible',
    state: 'down',
    models: 0,
    checked_at: expect.any(Number),
  })
})

test('dead, dropping, broken and lying providers leave the others’ lists whole', async () => {
  await using good = await openProvider({ models: ['good'] })
  await using dead = await openProvider()
  await dead.close()
  await using drops = await openProvider({ paths: { '*': { fault: { drop: 1 } } } })
  await using broken = await openProvider({ paths: { '*': { fault: { garbage: 0 } } } })
  await using page = await openProvider({})
  says(page, '<html>Sign in</html>', 'text/html')
  await using shape = await openProvider({})
  says(shape, { data: { echo: {} }, models: 'many' })
  await using redirects = await openProvider({ paths: { '*': { fault: { redirect: good.url } } } })
  const bad = [dead, drops, broken, page, shape, redirects]
  await using app = await open({
    ...openai(...bad, good),
    OLLAMA_BASE_URLS: [...bad, good].map(({ url }) => url).join(';'),
  })
  const admin = await app.admin()
  await until(async () => (await listed(admin)).length === 2)
  expect(await listed(admin)).toEqual(['good', 'good:latest'])
  const all = await states(admin)
  expect(all.map(({ state }: { state: string }) => state)).toEqual([
    ...Array(6).fill('down'),
    'ok',
    ...Array(6).fill('down'),
    'ok',
  ])
  for (const { error, state } of all) if (state === 'down') expect(error).not.toContain('127.0.0.1')
})

test('a list without end is cut off, and its provider counts as down', async () => {
  await using flood = await openProvider({ paths: { '*': { fault: { flood: true } } } })
  await using app = await open({ ...openai(flood), ENABLE_OLLAMA_API: 'false' })
  const admin = await app.admin()
  await until(async () => (await states(admin))[0].state === 'down')
  expect((await states(admin))[0].error).toContain('larger than')
  expect(flood.last('/v1/models').sent).toBeLessThan(64_000_000)
})

test('nonsense among good entries is dropped singly', async () => {
  await using provider = await openProvider()
  const entries = [
    null,
    7,
    'text',
    [],
    {},
    { id: '' },
    { id: 5 },
    { id: 'x'.repeat(600) },
    { id: 'huge', note: 'x'.repeat(100_000) },
    { id: 'good', name: 7, created: 'never' },
    { id: 'named', name: 'A name', created: 5, extra: { kept: true } },
  ]
  const deep = `{"id":"deep","x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`
  const text = `{"data":[${[deep, ...entries.map(entry => JSON.stringify(entry))].join()}]}`
  says(provider, text, 'application/json')
  await using app = await open({ ...openai(provider), ENABLE_OLLAMA_API: 'false' })
  const { data } = (await (await app.admin()).get('/api/models')).body
  expect(data.map(({ id }: { id: string }) => id)).toEqual(['good', 'named'])
  expect(data[0]).toMatchObject({ name: 'good', created: 0 })
  expect(data[1]).toMatchObject({ name: 'A name', created: 5, extra: { kept: true } })
})

test('a bare list is a list; a provider sets none of our own words', async () => {
  await using provider = await openProvider()
  says(provider, [
    {
      id: 'echo',
      object: 'weapon',
      owned_by: 'me',
      urlIdx: 99,
      info: { params: { system: 'evil' } },
      arena: true,
      preset: true,
      actions: [{ id: 'evil' }],
      ollama: { urls: [1] },
    },
    { id: 'filter', pipeline: { type: 'filter' } },
  ])
  await using app = await open({ ...openai(provider), ENABLE_OLLAMA_API: 'false' })
  const admin = await app.admin()
  const { data } = (await admin.get('/api/models')).body
  expect(data).toHaveLength(1)
  expect(data[0]).toMatchObject({ object: 'model', owned_by: 'openai', urlIdx: 0, actions: [] })
  for (const key of ['info', 'arena', 'preset', 'ollama']) expect(data[0][key]).toBeUndefined()
  const base = (await admin.get('/api/models/base')).body.data
  expect(base.map(({ id }: { id: string }) => id)).toEqual(['echo', 'filter'])
})

test('a list that changed is there soon after it was asked for; nobody asks while nobody reads', async () => {
  await using provider = await openProvider({ models: ['one'] })
  await using app = await open({ ...openai(provider), ENABLE_OLLAMA_API: 'false' })
  const admin = await app.admin()
  expect(await listed(admin)).toEqual(['one'])
  using page = await sit(app.url, admin.token)
  provider.models = ['one', 'two']
  expect(await listed(admin)).toEqual(['one'])
  expect(provider.calls).toHaveLength(1)
  await until(async () => (await listed(admin)).length === 2)
  expect(await page.next('models')).toEqual({ type: 'models', action: 'changed' })
  await provider.close()
  await until(async () => (await states(admin))[0].state === 'down')
  expect(await listed(admin)).toEqual(['one', 'two'])
}, 20_000)

test('MODEL_ORDER_LIST puts its models first, the others by name', async () => {
  await using provider = await openProvider({ models: ['d', 'c', 'b', 'a'] })
  await using app = await open({ ...openai(provider), ENABLE_OLLAMA_API: 'false' })
  const admin = await app.admin()
  expect(await listed(admin)).toEqual(['d', 'c', 'b', 'a'])
  const order = { DEFAULT_MODELS: 'b', MODEL_ORDER_LIST: ['b', 'gone', 'd'] }
  expect((await admin.post('/api/v1/configs/models', order)).body).toEqual(order)
  expect(await listed(admin)).toEqual(['b', 'd', 'a', 'c'])
})

test('nothing is called before somebody reads, and not by who may not', async () => {
  await using provider = await openProvider()
  await using app = await open({ ...openai(provider), OLLAMA_BASE_URLS: provider.url })
  const pending = await app.pending('Peter')
  for (const path of ['/api/models', '/openai/models', '/ollama/api/tags', '/ollama/v1/models']) {
    expect((await app.nobody.get(path)).status).toBe(403)
    expect((await pending.get(path)).status).toBe(401)
  }
  expect(provider.calls).toEqual([])
})
