// hearth apply: a file becomes settings, connections, groups and models, all of it or nothing.
import { expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, openApp } from '../../app'
import { freshDatabase } from '../../database'
import { openProvider } from '../../provider'
import { until } from '../../until'
import { file, hearth } from './shell'

const HOUSE = `
version: 1
settings:
  ui.default_locale: de
  ui:
    enable_message_rating: no
  webhook.secret: \${HOOK_SECRET}
  auth.jwt_expiry: 12h
connections:
  openai:
    - url: https://one.example/v1/
      key: \${ONE_KEY}
      name: One
      everyone: true
    - url: https://two.example/v1
  ollama: []
groups:
  Staff:
    description: Who works here
    permissions: { chat: { delete: false } }
    members: [grace@example.org, ADA@example.org]
models:
  gpt-x:
    name: The X
    access: { read: { groups: [Staff] }, write: { users: [ada@example.org] } }
    params: { temperature: 0.2 }
  gpt-y:
    access: everyone
`
const env = { HOOK_SECRET: 'hunter2', ONE_KEY: 'sk-one' }

/** A data folder in which nothing has been yet. */
async function emptyPlace() {
  const stack = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'hearth-apply-'))
  stack.defer(() => rm(dir, { recursive: true }))
  const database = await freshDatabase(dir, stack)
  return { dir, database, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

const setting = async (app: App, key: string) => {
  const { body } = await (await app.admin()).get('/api/v1/settings')
  return body.data.find((row: { key: string }) => row.key === key)
}

/** Waits until the running server has taken over what was applied beside it. */
const takenOver = (app: App, key: string, value: unknown) =>
  until(async () => Bun.deepEquals((await setting(app, key)).value, value))

test('it shows the plan, asks, does it beside a running server, and then finds nothing to do', async () => {
  await using app = await openApp()
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  const name = file(app, HOUSE)

  const dry = await hearth(app, ['apply', name, '--dry-run'], { env })
  expect([dry.code, dry.err]).toEqual([0, ''])
  expect(dry.out).toContain('+ setting     ui.default_locale: "" → "de"')
  expect(dry.out).toContain('+ setting     webhook.secret: changed, not shown')
  expect(dry.out).toContain('+ https://one.example/v1, https://two.example/v1')
  expect(dry.out).toContain('https://one.example/v1: key set; name nothing → "One"')
  expect(dry.out).toContain('members + ada@example.org, grace@example.org')
  expect(dry.out).toContain('access read Staff; write ada@example.org')
  for (const secret of Object.values(env)) expect(dry.out).not.toContain(secret)

  const no = await hearth(app, ['apply', name], { env, input: 'n\n' })
  expect([no.code, no.out]).toEqual([1, expect.stringContaining('[y/N] Nothing was changed.')])
  expect((await hearth(app, ['apply', name], { env })).code).toBe(1)
  expect((await setting(app, 'ui.default_locale')).value).toBe('')

  const done = await hearth(app, ['apply', name], { env, input: 'yes\n' })
  expect([done.code, done.out]).toEqual([0, expect.stringContaining('Done.')])
  await takenOver(app, 'ui.default_locale', 'de')
  expect((await setting(app, 'ui.enable_message_rating')).value).toBe(false)
  expect((await admin.get('/openai/config')).body).toMatchObject({
    OPENAI_API_BASE_URLS: ['https://one.example/v1', 'https://two.example/v1'],
    OPENAI_API_KEYS: ['sk-one', ''],
    OPENAI_API_CONFIGS: { 'https://one.example/v1': { name: 'One', everyone: true } },
  })
  const [staff] = (await admin.get('/api/v1/groups/')).body
  expect(staff).toMatchObject({ name: 'Staff', permissions: { chat: { delete: false } } })
  expect(staff.user_ids.toSorted()).toEqual([admin.id, grace.id].toSorted())
  const { body: model } = await admin.get('/api/v1/models/model?id=gpt-x')
  expect(model).toMatchObject({
    name: 'The X',
    params: { temperature: 0.2 },
    access_control: {
      read: { group_ids: [staff.id], user_ids: [] },
      write: { group_ids: [], user_ids: [admin.id] },
    },
  })
  expect((await admin.get('/api/v1/models/model?id=gpt-y')).body.access_control).toBeNull()

  const again = await hearth(app, ['apply', name, '--yes'], { env })
  expect([again.code, again.out]).toEqual([0, 'Everything is as the file says. Nothing to do.\n'])
})

test('what the file does not mention stays; null gives back and removes', async () => {
  await using app = await openApp()
  const admin = await app.admin()
  await app.user('Grace')
  await hearth(app, ['apply', file(app, HOUSE), '-y'], { env })
  await takenOver(app, 'ui.default_locale', 'de')
  await admin.post('/api/v1/settings', { 'task.model.default': 'small' })
  const next = `
version: 1
settings: { ui.default_locale: null }
connections:
  openai:
    - url: https://one.example/v1
      prefix: first
groups: { Staff: { members: [] } }
models: { gpt-x: { active: false }, gpt-y: null, never-was: null }
`
  const { out } = await hearth(app, ['apply', file(app, next), '-y'])
  expect(out).toContain('- setting     ui.default_locale: given back')
  expect(out).toContain('- https://two.example/v1')
  expect(out).toContain('members - ada@example.org, grace@example.org')
  expect(out).toContain('- model       gpt-y')
  expect(out).not.toContain('never-was')
  await takenOver(app, 'ui.default_locale', '')
  expect((await setting(app, 'task.model.default')).value).toBe('small')
  expect((await admin.get('/openai/config')).body).toMatchObject({
    OPENAI_API_BASE_URLS: ['https://one.example/v1'],
    OPENAI_API_KEYS: ['sk-one'],
    OPENAI_API_CONFIGS: { 'https://one.example/v1': { name: 'One', prefix_id: 'first' } },
  })
  expect((await admin.get('/api/v1/models/model?id=gpt-x')).body).toMatchObject({
    name: 'The X',
    is_active: false,
    access_control: { read: { group_ids: [expect.any(String)] } },
  })
  expect((await admin.get('/api/v1/models/model?id=gpt-y')).status).toBe(401)
  const gone = await hearth(app, ['apply', file(app, 'version: 1\ngroups: { Staff: null }'), '-y'])
  expect(gone.out).toContain('- group       Staff')
  expect((await admin.get('/api/v1/groups/')).body).toEqual([])
})

test('rights that a file gives and takes count at once, in lists that are open', async () => {
  await using provider = await openProvider({ models: ['ember'] })
  const connected = {
    ENABLE_OPENAI_API: 'true',
    OPENAI_API_BASE_URLS: provider.openai,
    OPENAI_API_KEYS: 'sk',
  }
  await using app = await openApp({ env: connected })
  const grace = await app.user('Grace')
  const seen = async () =>
    (await grace.get('/api/models')).body.data.map(({ id }: { id: string }) => id)
  expect(await seen()).toEqual([])
  const staff = (members: string) => `
version: 1
groups: { Staff: { members: [${members}] } }
models: { ember: { access: { read: { groups: [Staff] } } } }`
  await hearth(app, ['apply', file(app, staff('grace@example.org')), '-y'])
  await until(async () => (await seen()).length === 1)
  await hearth(app, ['apply', file(app, staff('')), '-y'])
  await until(async () => (await seen()).length === 0)
})

test('a value that is applied holds against the server’s own environment', async () => {
  await using app = await openApp({ env: { DEFAULT_LOCALE: 'ar' } })
  await app.admin()
  const name = file(app, 'version: 1\nsettings: { ui.default_locale: de }')
  expect((await hearth(app, ['apply', name, '-y'])).code).toBe(0)
  await takenOver(app, 'ui.default_locale', 'de')
  expect(await setting(app, 'ui.default_locale')).toMatchObject({ source: 'saved' })
})

test('every fault is told with its line, and nothing is changed', async () => {
  await using app = await openApp()
  await app.admin()
  const wrong = `version: 1
settings:
  ui.default_locale: de
  ui.enable_signup: maybe
  ui.nothing: 1
  openai.api_keys: [sk]
  webhook_url: \${NOT_SET}
connections:
  openai:
    - url: ftp://one.example
    - url: https://two.example/v1
    - url: https://two.example/v1/
groups:
  Staff: { members: [nobody@example.org] }
models:
  gpt-x: { name: X }
  gpt-y: { access: { read: { groups: [Strangers] } } }
prompts: { hello: {} }
`
  const first = await hearth(app, ['apply', file(app, wrong), '-y'])
  expect([first.code, first.out, first.err]).toEqual([
    1,
    '',
    'hearth: house.yaml:7: the variable NOT_SET is not set.\n',
  ])
  const { code, err } = await hearth(app, ['apply', file(app, wrong), '-y'], {
    env: { NOT_SET: 'x' },
  })
  expect(code).toBe(1)
  const told = err.trim().split('\n')
  expect(told.map(line => /:(\d+): (\S+):/.exec(line)?.slice(1, 3))).toEqual([
    ['4', 'settings.ui.enable_signup'],
    ['5', 'settings.ui.nothing'],
    ['6', 'settings.openai.api_keys'],
    ['7', 'settings.webhook_url'],
    ['10', 'connections.openai.0.url'],
    ['12', 'connections.openai.2.url'],
    ['14', 'groups.Staff.members.0'],
    ['16', 'models.gpt-x'],
    ['17', 'models.gpt-y.access.read.groups.0'],
    ['18', 'prompts'],
  ])
  expect((await setting(app, 'ui.default_locale')).value).toBe('')
})

test.each([
  ['version: 2\nsettings: {}', ':1: version: this file is for a newer Hearth'],
  ['settings: {}', 'begin the file with "version: 1"'],
  ['', 'begin the file with "version: 1"'],
  ['version: 1\nsetings: {}', ':2: setings'],
  ['version: 1\nmodels:\n  a: {}\n  a: {}', ':4: Map keys must be unique'],
  ['version: 1\nx: !!js/function a', ':2: Unresolved tag'],
  ['version: 1\n  bad: [1', ':2: '],
  ['version: 1\ngroups:\n  Staff:\n    members: grace@example.org', ':4: groups.Staff.members'],
  ['{"version": 1,\n "models": {"m": {"access": "anyone"}}}', ':2: models.m.access'],
])('a file that cannot be read is refused by line: %j', async (content, said) => {
  await using place = await emptyPlace()
  const { code, err } = await hearth(place, ['apply', file(place, content), '-y'])
  expect(code).toBe(1)
  expect(err).toContain(said)
})

test('aliases that grow without end, missing files and binary ones are refused in one line', async () => {
  await using place = await emptyPlace()
  const laughs = ['a: &a [x,x,x,x,x,x,x,x,x,x]']
  for (const [n, name] of [...'bcdefg'].entries()) {
    const before = 'abcdefg'[n]
    laughs.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(',')}]`)
  }
  for (const [content, said] of [
    [`version: 1\n${laughs.join('\n')}`, 'alias'],
    ['\u0000\u0001', 'house.yaml:1: '],
  ] as const) {
    const { code, err } = await hearth(place, ['apply', file(place, content), '-y'])
    expect([code, err.toLowerCase()]).toEqual([1, expect.stringContaining(said)])
  }
  const missing = await hearth(place, ['apply', 'nowhere.yaml'])
  expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('ENOENT')])
  expect((await hearth(place, ['apply'])).code).toBe(2)
})

test('pinned settings refuse by the name of their variable', async () => {
  await using app = await openApp()
  const pins = { ENABLE_PERSISTENT_CONFIG: 'false', DEFAULT_LOCALE: 'ar' }
  const name = file(app, 'version: 1\nsettings: { ui.default_locale: de }')
  const { code, err } = await hearth(app, ['apply', name, '-y'], { env: pins })
  expect([code, err]).toEqual([1, expect.stringContaining('DEFAULT_LOCALE sets this')])
})

test('a word in quotes stays text, $$ keeps a dollar, JSON is read too', async () => {
  await using app = await openApp()
  await app.admin()
  const said = ['$$', '{NOT} $', '{WHO}'].join('')
  const settings = { 'auth.admin.email': said, 'ui.enable_community_sharing': 'off' }
  const name = file(app, JSON.stringify({ version: 1, settings }), 'house.json')
  const { code } = await hearth(app, ['apply', name, '-y'], { env: { WHO: 'Ada' } })
  expect(code).toBe(0)
  await takenOver(app, 'auth.admin.email', ['$', '{NOT} Ada'].join(''))
  expect((await setting(app, 'ui.enable_community_sharing')).value).toBe(false)
})

test('before the first start it makes the database; the server then begins with it', async () => {
  await using place = await emptyPlace()
  const name = file(place, 'version: 1\nsettings: { ui.default_locale: de }\ngroups: { Staff: {} }')
  const { code, err } = await hearth(place, ['apply', name, '-y'])
  if (!place.database.startsWith('sqlite:')) {
    expect([code, err]).toEqual([1, expect.stringContaining('Start this Hearth once')])
    return
  }
  expect([code, err]).toEqual([0, ''])
  await using app = await openApp(place)
  expect((await setting(app, 'ui.default_locale')).value).toBe('de')
  expect((await (await app.admin()).get('/api/v1/groups/')).body).toMatchObject([{ name: 'Staff' }])
})
