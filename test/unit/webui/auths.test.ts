// Signing up, in and out, through the app.
import { expect, test } from 'bun:test'
import { openApp, PASSWORD, signIn } from '../../app'

const grace = { name: 'Grace', email: 'grace@example.org', password: PASSWORD }

test('the first account is admin and closes sign-up behind it', async () => {
  await using app = await openApp()
  expect((await app.nobody.get('/api/config')).body.onboarding).toBe(true)
  const first = await app.nobody.post('/api/v1/auths/signup', grace)
  expect(first.status).toBe(200)
  expect(first.body).toMatchObject({ name: 'Grace', role: 'admin', token_type: 'Bearer' })
  const second = await app.nobody.post('/api/v1/auths/signup', { ...grace, email: 'x@example.org' })
  expect(second.status).toBe(403)
  const config = (await app.nobody.get('/api/config')).body
  expect(config.onboarding).toBeUndefined()
  expect(config.features.enable_signup).toBe(false)
})

test('of forty first sign-ups at once exactly one comes in, as admin', async () => {
  await using app = await openApp()
  const names = Array.from({ length: 40 }, (_, n) => `p${n}`)
  const answers = await Promise.all(
    names.map(name =>
      app.nobody.post('/api/v1/auths/signup', { ...grace, email: `${name}@example.org` }),
    ),
  )
  const made = answers.filter(answer => answer.status === 200)
  expect(made.map(answer => answer.body.role)).toEqual(['admin'])
  expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([200, 403]))
})

test('signing in gives a session and a cookie that the page may not read', async () => {
  await using app = await openApp()
  await app.admin()
  const answer = await app.nobody.post('/api/v1/auths/signin', {
    email: 'ADA@example.org',
    password: PASSWORD,
  })
  expect(answer.status).toBe(200)
  expect(answer.body.expires_at).toBeNull()
  const cookie = answer.headers.get('set-cookie') ?? ''
  expect(cookie).toStartWith(`token=${answer.body.token};`)
  expect(cookie).toContain('HttpOnly')
  expect(cookie).toContain('SameSite=Lax')
  const whole = await app.nobody.get('/api/config', { cookie: `token=${answer.body.token}` })
  expect(whole.body.features.enable_admin_export).toBe(true)
})

test('an unknown e-mail and a wrong password get the same answer', async () => {
  await using app = await openApp()
  await app.admin()
  const wrong = await app.nobody.post('/api/v1/auths/signin', {
    email: 'ada@example.org',
    password: 'not this one',
  })
  const unknown = await app.nobody.post('/api/v1/auths/signin', {
    email: 'nobody@example.org',
    password: 'not this one',
  })
  expect(wrong.status).toBe(400)
  expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body])
})

test('signing out ends the token at once', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const elsewhere = await signIn(app.url, ada.email)
  expect((await ada.get('/api/v1/auths/signout')).body).toEqual({ status: true })
  expect((await ada.get('/api/v1/auths/')).status).toBe(401)
  expect((await elsewhere.get('/api/v1/auths/')).status).toBe(200)
})

test('a new password ends every other session and opens the account', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const elsewhere = await signIn(app.url, ada.email)
  const change = { password: PASSWORD, new_password: 'another horse entirely' }
  expect(
    (await ada.post('/api/v1/auths/update/password', { ...change, password: 'wrong one' })).status,
  ).toBe(400)
  expect((await elsewhere.get('/api/v1/auths/')).status).toBe(200)
  expect((await ada.post('/api/v1/auths/update/password', change)).body).toBe(true)
  expect((await elsewhere.get('/api/v1/auths/')).status).toBe(401)
  expect((await ada.get('/api/v1/auths/')).status).toBe(200)
  await signIn(app.url, ada.email, change.new_password)
})

test('too many failures for one account are stopped, right password or not', async () => {
  await using app = await openApp({ env: { SIGNIN_FAILURES_PER_ACCOUNT: '3' } })
  await app.admin()
  const attempt = (password: string) =>
    app.nobody.post('/api/v1/auths/signin', { email: 'ada@example.org', password })
  for (let n = 0; n < 3; n++) expect((await attempt('wrong password')).status).toBe(400)
  const stopped = await attempt(PASSWORD)
  expect(stopped.status).toBe(429)
  expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('guesses that are sent at once are stopped like those that come one by one', async () => {
  await using app = await openApp({ env: { SIGNIN_FAILURES_PER_ACCOUNT: '3' } })
  const [ada, bo] = [await app.admin(), await app.user('Bo')]
  const guesses = Array.from({ length: 20 }, (_, n) => `wrong password ${n}`)
  const heard = async (guess: (password: string) => Promise<{ status: number }>) => {
    const answers = await Promise.all(guesses.map(guess))
    return answers.filter(({ status }) => status !== 429).map(({ status }) => status)
  }
  const signIn = (password: string) =>
    app.nobody.post('/api/v1/auths/signin', { email: ada.email, password })
  expect(await heard(signIn)).toEqual([400, 400, 400])
  const change = (password: string) =>
    bo.post('/api/v1/auths/update/password', { password, new_password: 'another horse battery' })
  expect(await heard(change)).toEqual([400, 400, 400])
})

test('bad sign-ups are refused and leave no account', async () => {
  await using app = await openApp()
  const faults: [object, number][] = [
    [{ ...grace, email: 'not an address' }, 400],
    [{ ...grace, email: 'gra\u200bce@example.org' }, 400],
    [{ ...grace, email: 'grace@example.org\u202e' }, 400],
    [{ ...grace, email: 'grace\x01@example.org' }, 400],
    [{ ...grace, password: 'short' }, 400],
    [{ ...grace, name: 'n'.repeat(300) }, 422],
    [{ ...grace, email: `${'e'.repeat(400)}@example.org` }, 422],
    [{ ...grace, profile_image_url: 'data:text/html;base64,PGI+' }, 422],
    [{ ...grace, profile_image_url: 'https://tracker.example/x.png' }, 422],
    [{ name: 'x' }, 422],
  ]
  for (const [body, status] of faults) {
    expect((await app.nobody.post('/api/v1/auths/signup', body)).status).toBe(status)
  }
  expect((await app.nobody.get('/api/config')).body.onboarding).toBe(true)
})

test('the same address in another case or form is taken', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  for (const email of ['ADA@EXAMPLE.ORG', ' ada@example.org', 'ａda@example.org']) {
    const answer = await ada.post('/api/v1/auths/add', { ...grace, email })
    expect(answer.status).toBe(400)
  }
})

test('an account made by an admin gets a token that opens nothing', async () => {
  await using app = await openApp()
  const made = await (await app.admin()).post('/api/v1/auths/add', { ...grace, role: 'user' })
  expect(made.status).toBe(200)
  const { status } = await app.nobody.get('/api/v1/auths/', {
    authorization: `Bearer ${made.body.token}`,
  })
  expect(status).toBe(401)
})

test('a key opens the account, is shown once and replaces the one before', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  expect((await ada.get('/api/v1/auths/api_key')).status).toBe(404)
  const { api_key } = (await ada.post('/api/v1/auths/api_key')).body
  expect(api_key).toMatch(/^sk-[0-9a-f]{32}$/)
  expect((await ada.get('/api/v1/auths/api_key')).body.api_key).toBe(`sk-…${api_key.slice(-4)}`)
  const ways: Record<string, string>[] = [
    { authorization: `Bearer ${api_key}` },
    { 'x-api-key': api_key },
  ]
  for (const headers of ways) {
    const session = await app.nobody.get('/api/v1/auths/', headers)
    expect(session.body).toMatchObject({ id: ada.id, token: api_key })
    expect(session.headers.get('set-cookie')).toBeNull()
  }
  await ada.post('/api/v1/auths/api_key')
  expect((await app.nobody.get('/api/v1/auths/', { 'x-api-key': api_key })).status).toBe(401)
  expect((await ada.delete('/api/v1/auths/api_key')).body).toBe(true)
})

test('keys open nothing where they are switched off', async () => {
  await using app = await openApp({ env: { ENABLE_API_KEY: 'false' } })
  const ada = await app.admin()
  expect((await ada.post('/api/v1/auths/api_key')).status).toBe(403)
  expect((await app.nobody.get('/api/v1/auths/', { 'x-api-key': 'sk-none' })).status).toBe(403)
})
