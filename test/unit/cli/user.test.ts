// hearth user: accounts from the shell, beside a running server and before the first start.
import { expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, openApp, signIn } from '../../app'
import { freshDatabase } from '../../database'
import { until } from '../../until'
import { setUp } from '../auth/factor'
import { sit } from '../socket/line'
import { hearth } from './shell'

const env = { PASSWORD_HASH_MEMORY: '8' }
const grace = 'grace@example.org'
const run = (app: Pick<App, 'dir' | 'database'>, args: string[], input = '') =>
  hearth(app, ['user', ...args], { env, input })

test('accounts are made, listed, given roles and deleted beside a running server', async () => {
  await using app = await openApp()
  await app.admin()
  const made = await run(
    app,
    ['add', 'Grace@example.org', '--name', 'Grace', '--stdin'],
    'four words of hers\n',
  )
  expect([made.code, made.out, made.err]).toEqual([
    0,
    'grace@example.org has an account, with the role user.\n',
    '',
  ])
  const me = await signIn(app.url, grace, 'four words of hers')
  expect((await me.get('/api/v1/users/')).status).toBe(401)
  expect((await run(app, ['role', grace, 'admin'])).code).toBe(0)
  await until(async () => (await me.get('/api/v1/users/')).status === 200)

  const listed = await run(app, ['list', '--json'])
  expect(JSON.parse(listed.out)).toMatchObject([
    { email: 'ada@example.org', role: 'admin', second_factor: false },
    { email: grace, name: 'Grace', role: 'admin', last_active_at: expect.any(String) },
  ])
  expect(listed.out).not.toContain('argon2')
  expect((await run(app, ['list'])).out).toContain(`admin    ${grace} (Grace)\n`)

  using line = await sit(app.url, me.token)
  expect((await run(app, ['role', grace, 'pending'])).code).toBe(0)
  await line.closed
  expect((await me.get('/api/v1/auths/')).status).toBe(401)
  expect((await run(app, ['delete', grace, '--yes'])).out).toContain('is deleted')
  await expect(signIn(app.url, grace, 'four words of hers')).rejects.toThrow('cannot sign in')
})

test('a new password ends the sessions, on open sockets too', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  using line = await sit(app.url, ada.token)
  const { code, out } = await run(app, ['reset-password', ada.email])
  expect(code).toBe(0)
  await line.closed
  expect((await ada.get('/api/v1/auths/')).status).toBe(401)
  await signIn(app.url, ada.email, /: (\S+)\n/.exec(out)?.[1])
})

test('who lost the second factor gets in again', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  await setUp(ada)
  await expect(signIn(app.url, ada.email)).rejects.toThrow('second step')
  expect((await run(app, ['reset-factor', ada.email])).code).toBe(0)
  await signIn(app.url, ada.email)
})

test('the first account can be made before the first start, and closes sign-up', async () => {
  await using stack = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'hearth-user-'))
  stack.defer(() => rm(dir, { recursive: true }))
  const database = await freshDatabase(dir, stack)
  const made = await run({ dir, database }, ['add', 'eve@example.org', '--role', 'user'])
  expect(made.out).toContain('with the role admin.\nPassword: ')
  await using app = await openApp({ dir, database })
  const password = /Password: (\S+)/.exec(made.out)?.[1]
  expect((await signIn(app.url, 'eve@example.org', password)).token).toBeString()
  const config = (await app.nobody.get('/api/config')).body
  expect([config.onboarding, config.features.enable_signup]).toEqual([undefined, false])
})

test('what cannot be done is told in one line, and nothing is changed', async () => {
  await using app = await openApp()
  await app.admin()
  await app.user('Grace')
  const wrong: [string[], string, number, string?][] = [
    [['add', grace, '--stdin'], 'already', 1, 'four words of hers'],
    [['add', 'nobody'], 'no e-mail address', 1],
    [['add', 'x@example.org', '--stdin'], 'at least 8 characters', 1, 'short\n'],
    [['add', 'x@example.org', '--stdin'], 'among the most used', 1, 'sunshine1\n'],
    [['add', 'x@example.org', '--stdin'], 'your own name', 1, 'X@example.org\n'],
    [['add', 'x@example.org', '--role', 'king'], 'no role "king"', 2],
    [['role', grace, 'king'], 'no role "king"', 2],
    [['role', 'x@example.org', 'user'], 'No account has the e-mail', 1],
    [['role', 'ada@example.org', 'user'], 'stays an admin', 1],
    [['delete', 'ada@example.org', '--yes'], 'cannot be deleted', 1],
    [['delete', grace], '--yes', 1],
    [['delete'], 'hearth user delete EMAIL', 2],
    [['list', 'everybody'], 'hearth user list', 2],
    [['ban', grace], 'hearth user add EMAIL', 2],
    [[], 'hearth user list', 2],
  ]
  for (const [args, says, code, input] of wrong) {
    const ran = await run(app, args, input)
    expect([args, ran.code, ran.out]).toEqual([args, code, ''])
    expect(ran.err).toMatch(/^hearth: [^\n]+\n$/)
    expect(ran.err).toContain(says)
  }
  const people = (await (await app.admin()).get('/api/v1/users/')).body
  expect(people.map(({ role }: { role: string }) => role)).toEqual(['admin', 'user'])
})

test('what the shell did stands in the audit log', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  await run(app, ['add', 'x@example.org'])
  const { data } = (await ada.get('/api/v1/audit?action=user.create')).body
  expect(data).toMatchObject([{ actor: 'shell', outcome: 'done', detail: 'user' }])
})
