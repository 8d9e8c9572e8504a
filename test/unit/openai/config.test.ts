// OpenAI-style connections as admins edit them: pairs of address and key, verify, what is never called.
import { expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../../app'
import type { Caller } from '../../caller'
import { freshDatabase } from '../../database'
import { openProvider } from '../../provider'
import { until } from '../../until'

const document = (connections: [url: string, key: string][], configs: object = {}) => ({
  ENABLE_OPENAI_API: true,
  OPENAI_API_BASE_URLS: connections.map(([url]) => url),
  OPENAI_API_KEYS: connections.map(([, key]) => key),
  OPENAI_API_CONFIGS: configs,
})

const save = (who: Caller, ...given: Parameters<typeof document>) =>
  who.post('/openai/config/update', document(...given))

const listed = async (who: Caller): Promise<string[]> =>
  (await who.get('/api/models')).body.data.map((model: { id: string }) => model.id)

test('a saved connection is listed at once, with its key, and read back as it was given', async () => {
  await using provider = await openProvider({ models: ['echo'], key: 'sk-one' })
  await using app = await openApp()
  const admin = await app.admin()
  expect(await listed(admin)).toEqual([])
  const saved = await save(admin, [[provider.openai, 'sk-one']], {
    [provider.openai]: { prefix_id: 'px', custom: 1 },
  })
  expect(saved.body).toEqual({
    ENABLE_OPENAI_API: true,
    OPENAI_API_BASE_URLS: [provider.openai],
    OPENAI_API_KEYS: ['sk-one'],
    OPENAI_API_CONFIGS: { [provider.openai]: { prefix_id: 'px', custom: 1 } },
  })
  expect((await admin.get('/openai/config')).body).toEqual(saved.body)
  expect(await listed(admin)).toEqual(['px.echo'])
  expect(provider.last().headers.authorization).toBe('Bearer sk-one')
})

test('keys are filled up or cut to the number of addresses; slashes and options of the gone go', async () => {
  await using provider = await openProvider({ models: ['echo'] })
  await using app = await openApp()
  const admin = await app.admin()
  const configs = { [`${provider.openai}/`]: { enable: null, prefix_id: 'a' }, 'http://gone': {} }
  const short = await admin.post('/openai/config/update', {
    ...document([[`${provider.openai}/`, '']], configs),
    OPENAI_API_KEYS: [],
  })
  expect(short.body).toMatchObject({
    OPENAI_API_BASE_URLS: [provider.openai],
    OPENAI_API_KEYS: [''],
    OPENAI_API_CONFIGS: { [provider.openai]: { prefix_id: 'a' } },
  })
  expect(Object.keys(short.body.OPENAI_API_CONFIGS)).toEqual([provider.openai])
  const long = { ...document([[provider.openai, 'a']]), OPENAI_API_KEYS: ['a', 'b', 'c'] }
  expect((await admin.post('/openai/config/update', long)).body.OPENAI_API_KEYS).toEqual(['a'])
})

test('a missing flag switches the kind off; a disabled connection contributes nothing', async () => {
  await using provider = await openProvider({ models: ['echo'] })
  await using app = await openApp()
  const admin = await app.admin()
  await save(admin, [[provider.openai, '']], { [provider.openai]: { enable: false } })
  expect(await listed(admin)).toEqual([])
  await save(admin, [[provider.openai, '']])
  expect(await listed(admin)).toEqual(['echo'])
  const { ENABLE_OPENAI_API: _, ...flagless } = document([[provider.openai, '']])
  const off = await admin.post('/openai/config/update', flagless)
  expect(off.body.ENABLE_OPENAI_API).toBe(false)
  expect(await listed(admin)).toEqual([])
})

test('an address that is no web address, or holds a password, is refused and nothing is saved', async () => {
  await using app = await openApp()
  const admin = await app.admin()
  const before = (await admin.get('/openai/config')).body
  for (const url of [
    'ftp://host/v1',
    'file:///etc/passwd',
    'nonsense',
    '',
    'http://me:pw@host/v1',
  ]) {
    expect((await save(admin, [[url, '']])).status).toBe(400)
    expect((await admin.post('/openai/verify', { url, key: '' })).status).toBe(400)
  }
  expect((await admin.get('/openai/config')).body).toEqual(before)
  const keyless = { OPENAI_API_BASE_URLS: [], OPENAI_API_CONFIGS: {} }
  const missing = await admin.post('/openai/config/update', keyless)
  expect(missing.body.detail[0]).toMatchObject({
    type: 'missing',
    loc: ['body', 'OPENAI_API_KEYS'],
  })
})

test('a key never goes to an address it was not given for, whatever the environment changes', async () => {
  await using old = await openProvider({ models: ['old'] })
  await using other = await openProvider({ models: ['other'] })
  await using stack = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'hearth-keys-'))
  stack.defer(() => rm(dir, { recursive: true }))
  const database = await freshDatabase(dir, stack)
  const open = (url: string) => openApp({ dir, database, env: { OPENAI_API_BASE_URL: url } })
  {
    await using app = await open(old.openai)
    await save(await app.admin(), [[old.openai, 'sk-secret']])
    expect(await listed(await app.admin())).toEqual(['old'])
    expect(old.last().headers.authorization).toBe('Bearer sk-secret')
  }
  await using app = await open(other.openai)
  const admin = await app.admin()
  expect(await listed(admin)).toEqual(['other'])
  expect(other.last().headers.authorization).toBeUndefined()
  expect((await admin.get('/openai/config')).body.OPENAI_API_KEYS).toEqual([''])
  await save(admin, [[other.openai, 'sk-secret']])
  await until(() => other.last().headers.authorization === 'Bearer sk-secret')
})

test('OpenAI itself is not called without a key', async () => {
  await using app = await openApp({ env: { ENABLE_OPENAI_API: 'true' } })
  const admin = await app.admin()
  expect((await admin.get('/openai/config')).body.OPENAI_API_BASE_URLS).toEqual([
    'https://api.openai.com/v1',
  ])
  expect(await listed(admin)).toEqual([])
  const [state] = (await admin.get('/api/v1/connections/state')).body.data
  expect(state).toMatchObject({ kind: 'openai', name: 'OpenAI', state: 'off', checked_at: 0 })
  const files = await admin.get('/openai/files')
  expect([files.status, files.body.detail]).toEqual([400, expect.stringContaining('switched off')])
})

test('verify gives the models of an address, and says why there are none', async () => {
  await using provider = await openProvider({ models: ['echo'], key: 'sk-one' })
  await using app = await openApp()
  const admin = await app.admin()
  const verify = (url: string, key: string) => admin.post('/openai/verify', { url, key })
  const good = await verify(`${provider.openai}/`, 'sk-one')
  expect(good.body).toEqual({ object: 'list', data: [expect.objectContaining({ id: 'echo' })] })

  const wrong = await verify(provider.openai, 'sk-two')
  expect([wrong.status, wrong.body.detail]).toEqual([
    500,
    expect.stringContaining('Incorrect API key provided.'),
  ])
  provider.paths = {
    '/v1/models': { fault: { status: 200, body: '<h1>Welcome</h1>', type: 'text/html' } },
  }
  const page = await verify(provider.openai, 'sk-one')
  expect([page.status, page.body.detail]).toEqual([500, expect.stringContaining('not with a list')])
  provider.paths = { '/v1/models': { fault: { flood: true } } }
  const flood = await verify(provider.openai, 'sk-one')
  expect([flood.status, flood.body.detail]).toEqual([500, expect.stringContaining('larger than')])
  provider.paths = { '/v1/models': { fault: { redirect: 'http://127.0.0.1:9/' } } }
  expect((await verify(provider.openai, 'sk-one')).status).toBe(500)
  await provider.close()
  const closed = await verify(provider.openai, 'sk-one')
  expect([closed.status, closed.body.detail]).toEqual([
    500,
    expect.stringContaining('Server Connection Error'),
  ])
  expect(JSON.stringify(closed.body)).not.toContain(new URL(provider.url).port)
})

test('cloud metadata is no model server', async () => {
  await using app = await openApp()
  const admin = await app.admin()
  const answer = await admin.post('/openai/verify', { url: 'http://169.254.169.254/v1', key: '' })
  expect([answer.status, answer.body.detail]).toEqual([
    500,
    expect.stringContaining('does not call'),
  ])
})
