// Every setting over HTTP: with its source, changed, given back, exported and imported.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import type { Caller } from '../../caller'

const PATH = '/api/v1/settings'

const rows = async (admin: Caller) => (await admin.get(PATH)).body.data as Row[]
const rowOf = async (admin: Caller, key: string) =>
  (await rows(admin)).find(row => row.key === key) as Row

interface Row {
  key: string
  area: string
  env: string[]
  value: unknown
  default: unknown
  source: string
  variable: string | null
  saved_at: number | null
  note: string | null
  sentence: string
  secret: boolean
  of: string | null
  schema: Record<string, unknown>
}

test('each setting says what it does, what it takes and where its value comes from', async () => {
  const env = { DEFAULT_USER_ROLE: 'user', TASK_MODEL: 'small' }
  await using app = await openApp({ env })
  const admin = await app.admin()
  expect(await rowOf(admin, 'ui.default_user_role')).toEqual({
    key: 'ui.default_user_role',
    area: 'Accounts',
    env: ['DEFAULT_USER_ROLE'],
    value: 'user',
    default: 'pending',
    source: 'environment',
    variable: 'DEFAULT_USER_ROLE',
    saved_at: null,
    note: null,
    sentence: 'Role of a new account; pending waits for an admin.',
    secret: false,
    of: null,
    schema: { type: 'string', enum: ['pending', 'user', 'admin'] },
  })
  expect(await rowOf(admin, 'ui.enable_message_rating')).toMatchObject({ source: 'default' })
  expect(await rowOf(admin, 'task.model.default')).toMatchObject({ of: 'model', value: 'small' })
  const all = await rows(admin)
  for (const { schema } of all) expect(Object.keys(schema).length).toBeGreaterThan(0)
  expect(all.map(row => row.key)).not.toContain('audio.tts.engine')
  expect((await (await app.user('Grace')).get(PATH)).status).toBe(401)
})

test('some are changed and given back; a row says when it was saved', async () => {
  await using app = await openApp({ env: { TASK_MODEL: 'small' } })
  const admin = await app.admin()
  const changes = { 'task.model.default': 'large', 'ui.enable_message_rating': false }
  const { status, body } = await admin.post(PATH, changes)
  expect(status).toBe(200)
  const saved = body.data.find((row: Row) => row.key === 'task.model.default')
  expect(saved).toMatchObject({ value: 'large', source: 'saved', variable: 'TASK_MODEL' })
  expect(Math.abs(saved.saved_at - Date.now() / 1000)).toBeLessThan(60)
  const keys = Object.keys(changes)
  expect((await admin.post(`${PATH}/reset`, { keys })).status).toBe(200)
  expect(await rowOf(admin, 'task.model.default')).toMatchObject({
    value: 'small',
    source: 'environment',
  })
  expect(await rowOf(admin, 'ui.enable_message_rating')).toMatchObject({ source: 'default' })
})

test('one wrong value among right ones is named, and nothing is changed', async () => {
  await using app = await openApp()
  const admin = await app.admin()
  const good = { 'ui.default_locale': 'de' }
  for (const [bad, said] of [
    [{ 'ui.enable_message_rating': 'no' }, 'ui.enable_message_rating: '],
    [{ 'ui.default_user_role': 'king' }, 'ui.default_user_role: '],
    [{ 'webhook.timeout': 0 }, 'webhook.timeout: '],
    [{ webhook_url: 'mailto:me' }, 'webhook_url: Must be an address'],
    [{ 'ui.banners': [{ id: 'a' }] }, 'ui.banners.0.type: '],
    [{ 'no.such': 1 }, 'There is no setting no.such.'],
    [{ constructor: 1 }, 'There is no setting constructor.'],
  ] as const) {
    const { status, body } = await admin.post(PATH, { ...good, ...bad })
    expect([status, body.detail]).toEqual([400, expect.stringContaining(said)])
  }
  expect((await admin.post(`${PATH}/reset`, { keys: ['no.such'] })).status).toBe(400)
  expect((await admin.post(PATH, ['ui.default_locale'])).status).toBe(422)
  expect(await rowOf(admin, 'ui.default_locale')).toMatchObject({ value: '', source: 'default' })
})

test('secrets go in and never come out', async () => {
  await using app = await openApp()
  const admin = await app.admin()
  await admin.post(PATH, { 'webhook.secret': 'hunter2-and-more' })
  const text = JSON.stringify((await admin.get(PATH)).body)
  expect(text).not.toContain('hunter2')
  expect(await rowOf(admin, 'webhook.secret')).toMatchObject({ value: '********', secret: true })
  const echo = await admin.post(PATH, { 'webhook.secret': '********' })
  expect([echo.status, echo.body.detail]).toEqual([400, expect.stringContaining('webhook.secret')])
})

test('a secret does not follow to another address', async () => {
  await using app = await openApp()
  const admin = await app.admin()
  const [one, two] = ['https://one.example/v1', 'https://two.example/v1']
  await admin.post(PATH, { 'openai.api_base_urls': [one], 'openai.api_keys': ['sk-one'] })
  const { body } = await admin.post(PATH, { 'openai.api_base_urls': [two] })
  const keys = body.data.find((row: Row) => row.key === 'openai.api_keys')
  expect(keys.value).toEqual([''])
  expect((await admin.get('/openai/config')).body.OPENAI_API_KEYS).toEqual([''])
})

test('pinned settings are shown as such, and refuse by name', async () => {
  const env = { ENABLE_PERSISTENT_CONFIG: 'false', TASK_MODEL: 'small' }
  await using app = await openApp({ env })
  const admin = await app.admin()
  expect(await rowOf(admin, 'task.model.default')).toMatchObject({
    source: 'pinned',
    variable: 'TASK_MODEL',
  })
  const keys = ['task.model.default']
  for (const answer of [
    await admin.post(PATH, { 'task.model.default': 'large', 'ui.default_locale': 'de' }),
    await admin.post(`${PATH}/reset`, { keys }),
    await admin.post('/api/v1/configs/import', { config: { task: { model: { default: 'x' } } } }),
  ]) {
    expect([answer.status, answer.body.detail]).toEqual([
      409,
      expect.stringContaining('TASK_MODEL'),
    ])
  }
  expect(await rowOf(admin, 'ui.default_locale')).toMatchObject({ source: 'default' })
})

test('the export leaves secrets out unless they are asked for, and comes back as it went', async () => {
  await using app = await openApp()
  const admin = await app.admin()
  await admin.post(PATH, {
    'ui.default_locale': 'de',
    'webhook.secret': 'hunter2',
    webhook_url: 'https://hooks.example/x',
  })
  const plain = (await admin.get('/api/v1/configs/export')).body
  expect(plain).toEqual({ version: 0, ui: { enable_signup: false, default_locale: 'de' } })
  const whole = (await admin.get('/api/v1/configs/export?secrets=true')).body
  expect(whole).toMatchObject({
    webhook_url: 'https://hooks.example/x',
    webhook: { secret: 'hunter2' },
  })
  const imported = await admin.post('/api/v1/configs/import', { config: plain })
  expect([imported.status, imported.body]).toEqual([200, plain])
  expect((await admin.get('/api/v1/configs/export?secrets=true')).body).toEqual(whole)
  expect((await (await app.user('Grace')).get('/api/v1/configs/export')).status).toBe(401)
})

test('an import replaces what was saved, is foreseen, and names what it does not know', async () => {
  await using app = await openApp()
  const admin = await app.admin()
  await admin.post(PATH, { 'ui.default_locale': 'de', 'task.model.default': 'small' })
  const config = { version: 0, ui: { default_locale: 'ar', théme: 1 }, webhook: { secret: 's' } }
  const preview = await admin.post(`${PATH}/preview`, { config })
  expect(preview.body).toEqual({
    changes: [
      { key: 'webhook.secret', before: '', after: '********' },
      { key: 'ui.default_locale', before: 'de', after: 'ar' },
      { key: 'task.model.default', before: 'small', after: '' },
    ],
    pinned: [],
    unknown: ['ui.théme'],
  })
  expect(await rowOf(admin, 'ui.default_locale')).toMatchObject({ value: 'de' })
  const { headers, body } = await admin.post('/api/v1/configs/import', { config })
  expect(headers.get('x-unknown-settings')).toBe('ui.th%C3%A9me')
  expect(body).toEqual({ version: 0, ui: { enable_signup: false, default_locale: 'ar' } })
  expect(await rowOf(admin, 'task.model.default')).toMatchObject({ source: 'default' })
})

test('an import with one wrong value, of a newer version or none at all changes nothing', async () => {
  await using app = await openApp()
  const admin = await app.admin()
  const before = (await admin.get('/api/v1/configs/export')).body
  const give = async (body: unknown) => {
    const answer = await admin.post('/api/v1/configs/import', body)
    return [answer.status, JSON.stringify(answer.body.detail)]
  }
  const wrong = { ui: { default_locale: 'de', enable_signup: 'yes' }, rag: { top_k: 'many' } }
  const [status, said] = await give({ config: wrong })
  expect(status).toBe(400)
  expect(said).toContain('ui.enable_signup: ')
  expect(said).toContain('rag.top_k: ')
  expect(await give({ config: { version: 1 } })).toEqual([
    400,
    expect.stringContaining('version 1'),
  ])
  for (const body of [{}, { config: null }, { config: [] }, { config: 'x' }, []]) {
    expect((await give(body))[0]).toBe(422)
  }
  expect((await admin.get('/api/v1/configs/export')).body).toEqual(before)
})
