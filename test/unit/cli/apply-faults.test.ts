// What hearth apply refuses: every fault by its line, and nothing is changed.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import { emptyPlace, file, hearth } from './shell'

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
  expect((await app.fetch('/api/config').then(r => r.json())).default_locale).toBe('')
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
