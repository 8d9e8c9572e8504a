// Signing in through a provider that does as it should: who gets an account, and which.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import { CLIENT, openIssuer } from '../../oidc/issuer'
import { Visitor } from '../../oidc/visitor'
import { until } from '../../until'

const grace = {
  sub: 'grace-1',
  email: 'grace@example.org',
  email_verified: true,
  name: 'Grace',
}

test('the first to come through a provider is admin and closes sign-up behind her', async () => {
  await using issuer = await openIssuer()
  await using app = await openApp({ env: issuer.env })
  const ada = new Visitor(app.url)
  const page = await ada.signIn()
  expect(page.status).toBe(307)
  expect(page.to).toBe(`${app.url}/auth#token=${ada.cookie('token')}`)
  expect(await ada.me()).toMatchObject({ email: 'ada@example.org', name: 'Ada', role: 'admin' })
  expect((await app.nobody.get('/api/config')).body.features.enable_signup).toBe(false)
})

test('CVE-2026-45675: of two who come first at once exactly one is admin', async () => {
  await using issuer = await openIssuer()
  await using app = await openApp({ env: issuer.env })
  const [ada, bo] = [new Visitor(app.url), new Visitor(app.url)]
  issuer.script.metadata = { userinfo_endpoint: undefined }
  let count = 0
  const one = issuer.script.claims
  const both = [one, { ...one, sub: 'bo-1', email: 'bo@example.org' }]
  issuer.script.sign = claims => issuer.sign({ ...claims, ...both[count++ % 2] })
  const ways = await Promise.all([ada.depart(), bo.depart()])
  await Promise.all([ada.open(ways[0]), bo.open(ways[1])])
  const roles = [(await ada.me()).role, (await bo.me()).role]
  expect(roles.sort()).toEqual(['admin', 'pending'])
})

test('the state is kept where only this browser has it, for this way alone', async () => {
  await using issuer = await openIssuer()
  await using app = await openApp({ env: issuer.env })
  const ada = new Visitor(app.url)
  const { status, to, headers } = await ada.open('/oauth/oidc/login')
  expect(status).toBe(302)
  const query = new URL(to).searchParams
  expect(Object.fromEntries(query)).toMatchObject({
    response_type: 'code',
    client_id: 'hearth',
    redirect_uri: `${app.url}/oauth/oidc/callback`,
    scope: 'openid email profile',
    code_challenge_method: 'S256',
  })
  expect(query.get('state')).toMatch(/^[\w-]{43}$/)
  expect(query.get('nonce')).toMatch(/^[\w-]{43}$/)
  const cookie = headers.get('set-cookie') ?? ''
  for (const word of ['HttpOnly', 'SameSite=Lax', 'Path=/oauth', 'Max-Age=600']) {
    expect(cookie).toContain(word)
  }
  for (const secret of [query.get('state'), query.get('nonce')]) {
    expect(cookie).not.toContain(String(secret))
  }
  expect(headers.get('cache-control')).toBe('no-store')
})

test('whoever comes later gets the default role, and the same account each time', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({ env: { ...issuer.env, DEFAULT_USER_ROLE: 'user' } })
  const ada = await app.admin()
  const visitor = new Visitor(app.url)
  await visitor.signIn()
  const first = await visitor.me()
  expect(first).toMatchObject({ email: 'grace@example.org', role: 'user', picture: '/user.png' })
  issuer.script.claims = { ...grace, email: 'elsewhere@example.org', name: 'Another name' }
  const again = new Visitor(app.url)
  await again.signIn()
  expect(await again.me()).toMatchObject({ id: first.id, email: first.email, name: 'Grace' })
  const { body: people } = await ada.get('/api/v1/users/')
  expect(people.map((person: { oauth_sub: unknown }) => person.oauth_sub)).toEqual([
    null,
    'oidc@grace-1',
  ])
})

test('nobody gets an account where providers may not make any, and the page is told so', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({ env: { ...issuer.env, ENABLE_OAUTH_SIGNUP: 'false' } })
  const ada = await app.admin()
  const visitor = new Visitor(app.url)
  const page = await visitor.signIn()
  expect([page.status, page.to]).toEqual([303, `${app.url}/auth?error=signup`])
  expect(visitor.cookies).toEqual([])
  expect((await new Visitor(app.url, 'application/json').signIn()).status).toBe(403)
  expect((await ada.get('/api/v1/users/')).body).toHaveLength(1)
})

test('an account with the address is taken, unless merging is on and the address verified', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({ env: issuer.env })
  await app.admin()
  const her = await app.user('Grace')
  expect((await new Visitor(app.url).signIn()).error).toBe('taken')
  const program = await new Visitor(app.url, '*/*').signIn()
  expect(program.status).toBe(400)
  await using merging = await openApp({
    env: { ...issuer.env, OAUTH_MERGE_ACCOUNTS_BY_EMAIL: 'true' },
  })
  await merging.admin()
  const same = await merging.user('Grace')
  for (const email_verified of [false, undefined, 'false', null, 0]) {
    issuer.script.claims = { ...grace, email_verified }
    expect((await new Visitor(merging.url).signIn()).error).toBe('unverified')
  }
  for (const email of ['GRACE@example.org', 'ｇrace@example.org']) {
    issuer.script.claims = { ...grace, email }
    const visitor = new Visitor(merging.url)
    await visitor.signIn()
    expect((await visitor.me()).id).toBe(same.id)
  }
  expect((await her.get('/api/v1/auths/')).status).toBe(200)
})

test('another spelling of an address is still the address of somebody else', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({ env: issuer.env })
  const ada = await app.admin()
  for (const email of ['ADA@Example.ORG', 'ａda@example.org', 'ada@example.org']) {
    issuer.script.claims = { ...grace, email }
    expect((await new Visitor(app.url).signIn()).error).toBe('taken')
  }
  expect((await ada.get('/api/v1/users/')).body).toHaveLength(1)
})

test('only addresses of allowed domains come in, and not one that anybody could claim', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({
    env: { ...issuer.env, OAUTH_ALLOWED_DOMAINS: 'example.org, example.net' },
  })
  const ada = await app.admin()
  const errorFor = async (claims: object) => {
    issuer.script.claims = { ...grace, ...claims }
    return (await new Visitor(app.url).signIn()).error
  }
  expect(await errorFor({ email: 'grace@example.com' })).toBe('domain')
  expect(await errorFor({ email: 'grace@notexample.org' })).toBe('domain')
  expect(await errorFor({ email: 'grace@example.org@evil.test' })).toBe('email')
  expect(await errorFor({ email_verified: false })).toBe('unverified')
  expect((await ada.get('/api/v1/users/')).body).toHaveLength(1)
  expect(await errorFor({ email: 'grace@EXAMPLE.net' })).toBeNull()
  expect((await ada.get('/api/v1/users/')).body).toHaveLength(2)
})

test('userinfo fills what the ID token leaves out', async () => {
  await using issuer = await openIssuer({ sub: 'grace-1' })
  await using app = await openApp({
    env: { ...issuer.env, OAUTH_USERNAME_CLAIM: 'nick', OAUTH_EMAIL_CLAIM: 'contact.mail' },
  })
  await app.admin()
  issuer.script.userinfo = { sub: 'grace-1', nick: 'Amazing', contact: { mail: 'G@example.org' } }
  const visitor = new Visitor(app.url)
  await visitor.signIn()
  expect(await visitor.me()).toMatchObject({ name: 'Amazing', email: 'g@example.org' })
})

test('signing out ends the session that a provider opened', async () => {
  await using issuer = await openIssuer()
  await using app = await openApp({ env: issuer.env })
  const ada = new Visitor(app.url)
  await ada.signIn()
  const me = await ada.me()
  expect((await me.post('/api/v1/auths/signout')).body).toEqual({ status: true })
  expect((await me.get('/api/v1/auths/')).status).toBe(401)
})

test('signing out leads to the provider where the house wants that, and only from there', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({ env: { ...issuer.env, ENABLE_OAUTH_END_SESSION: 'true' } })
  const ada = await app.admin()
  const visitor = new Visitor(app.url)
  await visitor.signIn()
  const { body } = await (await visitor.me()).post('/api/v1/auths/signout')
  const { origin, pathname, searchParams } = new URL(body.redirect_url)
  expect(origin + pathname).toBe(`${issuer.url}/end`)
  expect(Object.fromEntries(searchParams)).toEqual({
    client_id: CLIENT,
    post_logout_redirect_uri: `${app.url}/auth`,
  })
  expect((await ada.post('/api/v1/auths/signout')).body).toEqual({ status: true })
  issuer.script.metadata = { end_session_endpoint: undefined }
  await using other = await openApp({ env: { ...issuer.env, ENABLE_OAUTH_END_SESSION: 'true' } })
  const again = new Visitor(other.url)
  await again.signIn()
  expect((await (await again.me()).post('/api/v1/auths/signout')).body).toEqual({ status: true })
})

test('the audit log has who came in by which provider, and who was not let in', async () => {
  await using issuer = await openIssuer()
  await using app = await openApp({ env: issuer.env })
  const ada = new Visitor(app.url)
  await ada.signIn()
  const me = await ada.me()
  await ada.open('/oauth/oidc/callback?code=1&state=2')
  const told = async () => (await me.get('/api/v1/audit/?action=session.open')).body.data
  await until(async () => (await told()).length === 2)
  expect(await told()).toMatchObject([
    { outcome: 'refused', detail: 'oidc, state', actor: null },
    { outcome: 'done', detail: 'oidc', actor: 'ada@example.org' },
  ])
})
