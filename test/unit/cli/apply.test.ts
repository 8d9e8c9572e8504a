// hearth apply: a file becomes settings, connections, groups and models, all of it or nothing.
import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { type App, openApp } from '../../app'
import { openProvider } from '../../provider'
import { until } from '../../until'
import { emptyPlace, file, hearth } from './shell'

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
  expect([code, err]).toEqual([0, ''])
  await using app = await openApp(place)
  expect((await setting(app, 'ui.default_locale')).value).toBe('de')
  expect((await (await app.admin()).get('/api/v1/groups/')).body).toMatchObject([{ name: 'Staff' }])
})

test('the example in deploy/ is a file that can be applied, and says what it will do', async () => {
  await using app = await openApp()
  const example = await Bun.file(join(import.meta.dir, '../../../deploy/house.yaml')).text()
  const name = file(app, example)
  const secrets = { WEBHOOK_SECRET: 'x', OPENAI_API_KEY: 'sk' }
  const { code, out, err } = await hearth(app, ['apply', name, '-y'], { env: secrets })
  expect([code, err]).toEqual([0, ''])
  expect(out).toContain('+ group       Research')
  const again = await hearth(app, ['apply', name], { env: secrets })
  expect(again.out).toBe('Everything is as the file says. Nothing to do.\n')
})
