// Sessions: what their owner and admins see of them, and that ending one acts at once.
import { expect, test } from 'bun:test'
import { type App, openApp, PASSWORD, signIn } from '../../app'
import { type Caller, caller } from '../../caller'
import { onDatabase } from '../../sql'
import { until } from '../../until'
import { sit } from '../socket/line'

const SESSIONS = '/api/v1/sessions'
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'

interface Listed {
  id: string
  current: boolean
  browser: string | null
  system: string | null
  kind: string
  address: string
  way: string
  created_at: number
  used_at: number
}

const listed = async (who: Caller, path = SESSIONS): Promise<Listed[]> => (await who.get(path)).body
const alive = async (who: Caller) => (await who.get('/api/v1/auths/')).status === 200

/** Signs in with another device. */
async function from(app: App, email: string, agent: string): Promise<Caller> {
  const form = { email, password: PASSWORD }
  const answer = await app.nobody.post('/api/v1/auths/signin', form, { 'user-agent': agent })
  return caller(app.url, answer.body)
}

test('one’s own devices are listed: what, from where, since when, and which is this one', async () => {
  await using app = await openApp()
  const me = await app.user('Grace')
  const phone = await from(app, me.email, PHONE)
  await from(app, me.email, 'curl/8.5.0')
  const all = await listed(me)
  expect(all).toHaveLength(3)
  expect(all.filter(({ current }) => current)).toHaveLength(1)
  const [on] = (await listed(phone)).filter(({ current }) => current)
  expect(on).toMatchObject({ browser: 'Safari', system: 'iOS', kind: 'phone', way: 'password' })
  expect(on?.address).toMatch(/^(::ffff:)?127\.0\.0\.1$/)
  expect(on?.used_at).toBeGreaterThanOrEqual(on?.created_at ?? Number.NaN)
  expect(on?.created_at).toBeLessThan(10_000_000_000)
  expect(all.find(({ kind }) => kind === 'program')?.browser).toBeString()
  expect(JSON.stringify(all)).not.toContain(me.token)
})

test('ending one ends its token and its socket at once, and no other', async () => {
  await using app = await openApp()
  const me = await app.user('Grace')
  const other = await signIn(app.url, me.email)
  using mine = await sit(app.url, me.token)
  using lost = await sit(app.url, other.token)
  const doomed = (await listed(me)).find(({ current }) => !current)
  expect((await me.delete(`${SESSIONS}/${doomed?.id}`)).body).toBe(true)
  expect((await lost.closed).code).toBe(4001)
  expect(await alive(other)).toBe(false)
  expect(await alive(me)).toBe(true)
  await mine.settle()
  expect((await me.delete(`${SESSIONS}/${doomed?.id}`)).status).toBe(404)
})

test('all others end together', async () => {
  await using app = await openApp()
  const me = await app.user('Grace')
  const others = [await signIn(app.url, me.email), await signIn(app.url, me.email)]
  const linus = await app.user('Linus')
  expect((await me.delete(SESSIONS)).body).toEqual({ ended: 2 })
  for (const other of others) expect(await alive(other)).toBe(false)
  for (const kept of [me, linus]) expect(await alive(kept)).toBe(true)
  expect(await listed(me)).toHaveLength(1)
})

test('nobody ends or sees the sessions of others, but admins do', async () => {
  await using app = await openApp()
  const [ada, grace, linus] = [await app.admin(), await app.user('Grace'), await app.user('Linus')]
  const of = (who: Caller) => `/api/v1/users/${who.id}/sessions`
  const [hers] = await listed(grace)
  expect((await linus.delete(`${SESSIONS}/${hers?.id}`)).status).toBe(404)
  expect((await linus.get(of(grace))).status).toBe(401)
  expect((await linus.delete(of(grace))).status).toBe(401)
  expect((await linus.delete(`${of(grace)}/${hers?.id}`)).status).toBe(401)
  expect((await listed(ada, of(grace))).map(({ id }) => id)).toEqual([hers?.id ?? ''])
  expect((await ada.delete(`${of(linus)}/${hers?.id}`)).status).toBe(404)
  expect(await alive(grace)).toBe(true)
  using line = await sit(app.url, grace.token)
  expect((await ada.delete(`${of(grace)}/${hers?.id}`)).body).toBe(true)
  expect((await line.closed).code).toBe(4001)
  await signIn(app.url, grace.email)
  expect((await ada.delete(of(grace))).body).toEqual({ ended: 1 })
  expect(await listed(ada, of(grace))).toEqual([])
  for (const path of ['/api/v1/users/nobody/sessions']) {
    expect([(await ada.get(path)).status, (await ada.delete(path)).status]).toEqual([404, 404])
  }
})

test('what admins end is in the audit log', async () => {
  await using app = await openApp()
  const [ada, grace] = [await app.admin(), await app.user('Grace')]
  await ada.delete(`/api/v1/users/${grace.id}/sessions`)
  await ada.delete(`/api/v1/users/${grace.id}/second-factor`)
  await until(async () => {
    const actions = (await ada.get('/api/v1/audit')).body.data.map(
      ({ action, target }: { action: string; target: string }) => `${action} ${target}`,
    )
    return ['user.session.end', 'user.factor.reset'].every(action =>
      actions.includes(`${action} ${grace.id}`),
    )
  })
})

test('sessions that nobody used for a month are neither alive nor listed', async () => {
  await using app = await openApp()
  const me = await app.user('Grace')
  const idle = await signIn(app.url, me.email)
  const { id } = (await listed(idle)).find(({ current }) => current) ?? { id: '' }
  const month = 31 * 24 * 3600 * 1000
  await onDatabase(
    app.database,
    `update session set used_at = used_at - ${month} where id = '${id}'`,
  )
  expect([await alive(me), await alive(idle)]).toEqual([true, false])
  expect((await listed(me)).map(session => session.id)).not.toContain(id)
})

test('JWT_EXPIRES_IN ends a session, for its token and its socket', async () => {
  await using app = await openApp({ env: { JWT_EXPIRES_IN: '1h' } })
  const me = await app.admin()
  using line = await sit(app.url, me.token)
  const [row] = await onDatabase(app.database, 'select created_at, expires_at from session')
  expect(Number(row?.expires_at) - Number(row?.created_at)).toBe(3_600_000)
  expect((await me.get('/api/v1/chats/')).status).toBe(200)
  await onDatabase(app.database, 'update session set expires_at = created_at')
  expect((await me.get('/api/v1/chats/')).status).toBe(401)
  line.say({ type: 'ping' })
  expect((await line.closed).code).toBe(4001)
})
