// The second factor: setting it up, the second step of every sign-in, and codes that open once.
import { expect, test } from 'bun:test'
import { openApp, PASSWORD } from '../../app'
import { caller } from '../../caller'
import { onDatabase } from '../../sql'
import { codeOf, FACTOR, firstStep, type Halfway, secondStep, setUp, signInWith } from './factor'

const grace = 'grace@example.org'

test('an app is set up with a code of its own, and ten recovery codes come with it', async () => {
  await using app = await openApp()
  const me = await app.user('Grace')
  expect((await me.get(FACTOR)).body).toEqual({
    app: null,
    recovery_codes: 0,
    asked: false,
    owed: false,
    proof: 'none',
  })
  const begun = (await me.post(`${FACTOR}/app`)).body
  expect(begun.secret).toMatch(/^[A-Z2-7]{32}$/)
  expect(begun.address).toStartWith('otpauth://totp/Hearth:grace%40example.org?')
  expect(begun.address).toContain(`secret=${begun.secret}`)
  const confirm = (code: string) => me.post(`${FACTOR}/app/confirm`, { ticket: begun.ticket, code })
  expect((await confirm('000000')).status).toBe(400)
  expect((await me.get(FACTOR)).body.app).toBeNull()
  const { recovery_codes } = (await confirm(codeOf(begun.secret))).body
  expect(new Set(recovery_codes).size).toBe(10)
  for (const code of recovery_codes) expect(code).toMatch(/^([0-9a-z]{4}-){2}[0-9a-z]{4}$/)
  expect((await confirm(codeOf(begun.secret))).status).toBe(410)
  expect((await me.get(FACTOR)).body).toMatchObject({ recovery_codes: 10 })
})

test('nothing that opens an account lies readable in the database', async () => {
  await using app = await openApp()
  const me = await app.user('Grace')
  const { secret, recovery } = await setUp(me)
  const rows = [
    ...(await onDatabase(app.database, 'select * from factor')),
    ...(await onDatabase(app.database, 'select * from recovery_code')),
  ]
  expect(rows).toHaveLength(11)
  const text = JSON.stringify(rows).toLowerCase()
  expect(text).not.toContain(secret.toLowerCase())
  for (const code of recovery) {
    expect(text).not.toContain(code)
    expect(text).not.toContain(code.replaceAll('-', ''))
  }
})

test('signing in stops at the second step, and a code completes it in the same browser', async () => {
  await using app = await openApp()
  const { secret } = await setUp(await app.user('Grace'))
  const step = await firstStep(app, grace)
  expect(step.answer.body).toEqual({
    detail: expect.any(String),
    second_factor: { ticket: step.ticket, methods: ['app', 'recovery'] },
  })
  const cookie = step.answer.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/^step=[\w-]{43}; Path=\/api\/v1\/auths; HttpOnly; SameSite=Lax/)
  const code = codeOf(secret, 1)
  expect((await secondStep(app, { ...step, cookie: '' }, code)).status).toBe(410)
  expect((await secondStep(app, { ...step, cookie: `step=${'x'.repeat(43)}` }, code)).status).toBe(
    410,
  )
  expect((await secondStep(app, { ...step, ticket: 'made-up' }, code)).status).toBe(410)
  const done = await secondStep(app, step, `${code.slice(0, 3)} ${code.slice(3)}`)
  expect(done.status).toBe(200)
  expect(done.body).toMatchObject({ email: grace, token_type: 'Bearer', expires_at: null })
  expect(done.headers.get('set-cookie')).toStartWith(`token=${done.body.token};`)
  const session = caller(app.url, done.body)
  expect((await session.get('/api/v1/chats/')).status).toBe(200)
  expect((await secondStep(app, step, code)).status).toBe(410)
})

test('a code opens once, and none before it opens any more', async () => {
  await using app = await openApp()
  const { secret } = await setUp(await app.user('Grace'))
  const next = codeOf(secret, 1)
  expect((await signInWith(app, grace, next)).status).toBe(200)
  const step = await firstStep(app, grace)
  for (const used of [next, codeOf(secret), codeOf(secret, -1)]) {
    expect((await secondStep(app, step, used)).status).toBe(400)
  }
})

test('of two who use one code at once, one comes in', async () => {
  await using app = await openApp()
  const { secret } = await setUp(await app.user('Grace'))
  const [a, b] = [await firstStep(app, grace), await firstStep(app, grace)]
  const code = codeOf(secret, 1)
  const answers = await Promise.all([secondStep(app, a, code), secondStep(app, b, code)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
})

test('CVE-2026-72917 of AnythingLLM: a recovery code counts once, however it is spelled', async () => {
  await using app = await openApp()
  const { recovery } = await setUp(await app.user('Grace'))
  const [code = '', other = ''] = recovery
  const spelled = ` ${code.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O')}\t`
  expect((await signInWith(app, grace, spelled)).status).toBe(200)
  for (const again of [code, spelled, code.replaceAll('-', ''), `${code} `, code.toUpperCase()]) {
    expect((await signInWith(app, grace, again)).status).toBe(400)
  }
  const answers = await Promise.all([other, ` ${other}`].map(one => signInWith(app, grace, one)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
})

test('five wrong answers end a ticket', async () => {
  await using app = await openApp()
  const { secret } = await setUp(await app.user('Grace'))
  const step = await firstStep(app, grace)
  for (const code of ['1', 'none', '', 'x'.repeat(100), '0000-0000-0000']) {
    expect([code, (await secondStep(app, step, code)).status]).toEqual([code, 400])
  }
  expect((await secondStep(app, step, codeOf(secret, 1))).status).toBe(410)
})

test('too many wrong codes close the app for a while, but never the recovery codes', async () => {
  await using app = await openApp({ env: { SECOND_FACTOR_FAILURES: '3' } })
  const { secret, recovery } = await setUp(await app.user('Grace'))
  const step = await firstStep(app, grace)
  for (let n = 0; n < 3; n++) expect((await secondStep(app, step, '000000')).status).toBe(400)
  const held = await secondStep(app, step, codeOf(secret, 1))
  expect(held.status).toBe(429)
  expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(Number(held.headers.get('retry-after'))).toBeLessThanOrEqual(900)
  expect((await secondStep(app, step, recovery[0] ?? '')).status).toBe(200)
})

test('codes that are guessed at once are stopped like those that come one by one', async () => {
  await using app = await openApp({ env: { SECOND_FACTOR_FAILURES: '2' } })
  await setUp(await app.user('Grace'))
  const steps: Halfway[] = []
  for (let n = 0; n < 12; n++) steps.push(await firstStep(app, grace))
  const answers = await Promise.all(steps.map(step => secondStep(app, step, '000000')))
  expect(answers.filter(({ status }) => status === 400)).toHaveLength(2)
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(10)
})

test('wrong codes count for the address too', async () => {
  await using app = await openApp({ env: { SIGNIN_FAILURES_PER_ADDRESS: '4' } })
  await setUp(await app.user('Grace'))
  const step = await firstStep(app, grace)
  for (let n = 0; n < 4; n++) expect((await secondStep(app, step, 'wrong')).status).toBe(400)
  expect((await secondStep(app, step, 'wrong')).status).toBe(429)
  const elsewhere = await app.nobody.post('/api/v1/auths/signin', { email: 'x@y.z', password: 'x' })
  expect(elsewhere.status).toBe(429)
})

test('better-auth CVE-2026-45364: a whole /64 of IPv6 counts as one address', async () => {
  await using app = await openApp({ env: { SIGNIN_FAILURES_PER_ADDRESS: '3' } })
  const { recovery } = await setUp(await app.user('Grace'))
  const { ticket, cookie } = await firstStep(app, grace)
  const from = async (address: string, code: string) =>
    (await app.nobody.post(FACTOR, { ticket, code }, { cookie, 'x-forwarded-for': address })).status
  for (const host of ['a', 'b', 'c']) expect(await from(`2001:db8:0:1::${host}`, 'wrong')).toBe(400)
  expect(await from('2001:db8:0:1:ffff::d', recovery[0] ?? '')).toBe(429)
  expect(await from('2001:db8:0:2::a', recovery[0] ?? '')).toBe(200)
})

test('replacing the app ends the old one with its recovery codes', async () => {
  await using app = await openApp()
  const me = await app.user('Grace')
  const before = await setUp(me)
  const after = await setUp(me)
  const step = await firstStep(app, grace)
  expect((await secondStep(app, step, codeOf(before.secret, 1))).status).toBe(400)
  expect((await secondStep(app, step, before.recovery[0] ?? '')).status).toBe(400)
  expect((await secondStep(app, step, codeOf(after.secret, 1))).status).toBe(200)
})

test('new recovery codes replace the old', async () => {
  await using app = await openApp()
  const me = await app.user('Grace')
  expect((await me.post(`${FACTOR}/recovery`)).status).toBe(400)
  const { recovery } = await setUp(me)
  const { recovery_codes } = (await me.post(`${FACTOR}/recovery`)).body
  expect((await signInWith(app, grace, recovery[0] ?? '')).status).toBe(400)
  expect((await signInWith(app, grace, recovery_codes[0])).status).toBe(200)
  expect((await me.get(FACTOR)).body.recovery_codes).toBe(9)
})

test('some time after signing in every change asks for the password', async () => {
  await using app = await openApp()
  const me = await app.user('Grace')
  await setUp(me)
  await onDatabase(app.database, 'update session set created_at = created_at - 660000')
  expect((await me.get(FACTOR)).body.proof).toBe('password')
  const changes = (body: object) => [
    me.post(`${FACTOR}/app`, body),
    me.post(`${FACTOR}/recovery`, body),
    me.delete(FACTOR, body),
    me.post('/api/v1/auths/passkeys/options', body, {
      origin: app.url.replace('127.0.0.1', 'localhost'),
    }),
  ]
  for (const answer of await Promise.all(changes({}))) {
    expect([answer.status, answer.body.proof]).toEqual([403, 'password'])
  }
  for (const answer of await Promise.all(changes({ password: 'not this one' }))) {
    expect(answer.status).toBe(400)
  }
  expect((await me.get(FACTOR)).body.app).not.toBeNull()
  expect((await me.delete(FACTOR, { password: PASSWORD })).body).toBe(true)
  const open = await app.nobody.post('/api/v1/auths/signin', { email: grace, password: PASSWORD })
  expect(open.status).toBe(200)
})

test('an account without a password has to sign in anew', async () => {
  await using app = await openApp()
  const me = await app.user('Grace')
  await onDatabase(app.database, `delete from password where account_id = '${me.id}'`)
  expect((await me.get(FACTOR)).body.proof).toBe('none')
  await onDatabase(app.database, 'update session set created_at = created_at - 660000')
  expect((await me.get(FACTOR)).body.proof).toBe('sign-in')
  const answer = await me.post(`${FACTOR}/app`)
  expect([answer.status, answer.body.proof]).toEqual([403, 'sign-in'])
  expect((await me.post(`${FACTOR}/app`, { password: '' })).status).toBe(400)
})

test('an API key of somebody with a second factor goes on working', async () => {
  await using app = await openApp()
  const me = await app.user('Grace')
  const { api_key } = (await me.post('/api/v1/auths/api_key')).body
  await setUp(me)
  const { status } = await app.nobody.get('/api/v1/chats/', { 'x-api-key': api_key })
  expect(status).toBe(200)
})

test('a ticket of one account’s set-up is nothing to another session', async () => {
  await using app = await openApp()
  const [me, linus] = [await app.user('Grace'), await app.user('Linus')]
  const { ticket, secret } = (await me.post(`${FACTOR}/app`)).body
  const stolen = await linus.post(`${FACTOR}/app/confirm`, { ticket, code: codeOf(secret) })
  expect(stolen.status).toBe(410)
  expect((await linus.get(FACTOR)).body.app).toBeNull()
})

test('tickets that ran out open nothing', async () => {
  await using app = await openApp()
  const { secret } = await setUp(await app.user('Grace'))
  const step = await firstStep(app, grace)
  await onDatabase(app.database, 'update ticket set expires_at = expires_at - 660000')
  expect((await secondStep(app, step, codeOf(secret, 1))).status).toBe(410)
})

test('bad second steps are refused as such', async () => {
  await using app = await openApp()
  await setUp(await app.user('Grace'))
  const { ticket, cookie } = await firstStep(app, grace)
  const bodies = [{}, { ticket }, { ticket, code: 5 }, { ticket, code: '1', passkey: { id: 'x' } }]
  for (const body of bodies)
    expect((await app.nobody.post(FACTOR, body, { cookie })).status).toBe(422)
  const passkey = { id: 'unknown', response: {} }
  expect((await app.nobody.post(FACTOR, { ticket, passkey }, { cookie })).status).toBe(400)
})
