// A provider's word that somebody signed out there.
import { expect, test } from 'bun:test'
import { generateKeyPair, SignJWT } from 'jose'
import { type App, openApp } from '../../app'
import { CLIENT, type Issuer, openIssuer, SECRET } from '../../oidc/issuer'
import { Visitor } from '../../oidc/visitor'
import { enter } from '../socket/visit'
import { setUp } from './factor'

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
const grace = { sub: 'grace-1', email: 'grace@example.org', name: 'Grace' }

const now = (): number => Math.floor(Date.now() / 1000)

/** What an honest logout token says of Grace. */
const claimsOf = (issuer: Issuer, more: object = {}): Record<string, unknown> => ({
  iss: issuer.url,
  aud: CLIENT,
  iat: now(),
  exp: now() + 120,
  jti: crypto.randomUUID(),
  events: { [EVENT]: {} },
  sub: 'grace-1',
  ...more,
})

const TYP = { typ: 'logout+jwt' }

const post = (app: App, logout_token: string): Promise<Response> =>
  app.fetch('/oauth/backchannel-logout', {
    method: 'POST',
    body: new URLSearchParams({ logout_token }),
  })

/** Somebody signed in, in a session that the provider calls `sid`. */
async function visit(app: App, issuer: Issuer, sid?: string) {
  issuer.script.claims = { ...grace, ...(sid && { sid }) }
  const visitor = new Visitor(app.url)
  await visitor.signIn()
  return visitor.me()
}

test('a word about a person ends all her sessions from there, and no other', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({ env: issuer.env })
  const ada = await app.admin()
  const [one, two] = [await visit(app, issuer), await visit(app, issuer, 'b')]
  const answer = await post(app, await issuer.sign(claimsOf(issuer), TYP))
  expect([answer.status, await answer.text()]).toEqual([200, ''])
  expect(answer.headers.get('cache-control')).toBe('no-store')
  for (const session of [one, two]) {
    expect((await session.get('/api/v1/auths/')).status).toBe(401)
  }
  expect((await ada.get('/api/v1/auths/')).status).toBe(200)
  const back = await visit(app, issuer)
  expect(back.id).toBe(one.id)
})

test('a word about a session ends that one alone, and its sockets at once', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({ env: { ...issuer.env, DEFAULT_USER_ROLE: 'user' } })
  await app.admin()
  const [one, two] = [await visit(app, issuer, 'a'), await visit(app, issuer, 'b')]
  using page = await enter(app.url, one.token)
  const answer = await post(app, await issuer.sign(claimsOf(issuer, { sid: 'a' }), TYP))
  expect(answer.status).toBe(200)
  await page.closed
  expect((await one.get('/api/v1/auths/')).status).toBe(401)
  expect((await two.get('/api/v1/auths/')).status).toBe(200)
})

test('a session with a password is not the provider’s to end', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({
    env: { ...issuer.env, OAUTH_MERGE_ACCOUNTS_BY_EMAIL: 'true' },
  })
  await app.admin()
  const her = await app.user('Grace')
  issuer.script.claims = { ...grace, email_verified: true }
  await new Visitor(app.url).signIn()
  expect((await post(app, await issuer.sign(claimsOf(issuer), TYP))).status).toBe(200)
  expect((await her.get('/api/v1/auths/')).status).toBe(200)
})

type Words = Record<string, unknown>

const wrong: [what: string, change: (issuer: Issuer) => Words, header?: Words][] = [
  ['another issuer', () => ({ iss: 'https://evil.test' })],
  ['another audience', () => ({ aud: 'somebody' })],
  ['no event', () => ({ events: {} })],
  ['an event of another kind', () => ({ events: { 'https://example.org/other': {} } })],
  ['an event that is none', () => ({ events: { [EVENT]: true } })],
  ['a nonce, as ID tokens have', () => ({ nonce: 'n' })],
  ['nobody and no session', () => ({ sub: undefined })],
  ['no id of its own', () => ({ jti: undefined })],
  ['no time of issue', () => ({ iat: undefined })],
  ['a time long past', () => ({ iat: now() - 900, exp: now() + 60 })],
  ['a time to come', () => ({ iat: now() + 900, exp: now() + 1200 })],
  ['an end that is past', () => ({ exp: now() - 120 })],
  ['the type of an ID token', () => ({}), { typ: 'JWT' }],
  ['no type', () => ({}), {}],
  ['a key that is not there', () => ({}), { ...TYP, kid: 'two' }],
]

test.each(wrong)('a word with %s ends nothing', async (_, change, header = TYP) => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({ env: issuer.env })
  await app.admin()
  const me = await visit(app, issuer)
  const answer = await post(app, await issuer.sign(claimsOf(issuer, change(issuer)), header))
  expect([answer.status, await answer.json()]).toEqual([400, { detail: expect.any(String) }])
  expect((await me.get('/api/v1/auths/')).status).toBe(200)
})

test('a word signed by anybody else, or with the secret, ends nothing', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({ env: issuer.env })
  await app.admin()
  const me = await visit(app, issuer)
  const { privateKey } = await generateKeyPair('RS256')
  const jwt = () => new SignJWT(claimsOf(issuer))
  const secret = new TextEncoder().encode(SECRET)
  const none = Buffer.from('{"alg":"none","typ":"logout+jwt"}').toString('base64url')
  const honest = await issuer.sign(claimsOf(issuer), TYP)
  for (const token of [
    await jwt()
      .setProtectedHeader({ alg: 'RS256', kid: 'one', ...TYP })
      .sign(privateKey),
    await jwt()
      .setProtectedHeader({ alg: 'HS256', ...TYP })
      .sign(secret),
    `${none}.${honest.split('.')[1]}.`,
    `${none}.${honest.split('.')[1]}.AAAA`,
  ]) {
    expect((await post(app, token)).status).toBe(400)
  }
  expect((await me.get('/api/v1/auths/')).status).toBe(200)
})

test('a word counts once', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({ env: issuer.env })
  await app.admin()
  await visit(app, issuer)
  const token = await issuer.sign(claimsOf(issuer), TYP)
  expect((await post(app, token)).status).toBe(200)
  const me = await visit(app, issuer)
  expect((await post(app, token)).status).toBe(400)
  expect((await me.get('/api/v1/auths/')).status).toBe(200)
})

test('CVE-2026-87011: junk is turned away without asking anybody', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({ env: issuer.env })
  const foreign = await issuer.sign(claimsOf(issuer, { iss: 'https://evil.test' }), TYP)
  for (const token of ['', 'junk', 'a.b.c', `${foreign}`, 'x'.repeat(20_000), '\0', '..']) {
    expect((await post(app, token)).status).toBe(400)
  }
  for (const init of [
    { body: '{"logout_token":"a.b.c"}', headers: { 'content-type': 'application/json' } },
    { body: 'logout_token=a.b.c', headers: { 'content-type': 'text/plain' } },
    { body: 'x=1' },
    {},
  ]) {
    const answer = await app.fetch('/oauth/backchannel-logout', { method: 'POST', ...init })
    expect(answer.status).toBe(400)
  }
  const huge = { method: 'POST', body: new URLSearchParams({ logout_token: 'x'.repeat(100_000) }) }
  expect((await app.fetch('/oauth/backchannel-logout', huge)).status).toBe(413)
  expect((await app.nobody.get('/oauth/backchannel-logout')).status).toBe(405)
  expect(issuer.asked).toEqual([])
})

test('CVE-2026-87011: tokens that only look right ask for the keys once', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({ env: issuer.env })
  const [head, body] = (await issuer.sign(claimsOf(issuer), TYP)).split('.')
  const tokens = Array.from({ length: 20 }, (_, n) => `${head}.${body}.AAA${n}`)
  const answers = await Promise.all(tokens.map(token => post(app, token)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400]))
  const unknown = await issuer.sign(claimsOf(issuer), { ...TYP, kid: 'unknown' })
  expect((await post(app, unknown)).status).toBe(400)
  expect(issuer.asked.sort()).toEqual(['/.well-known/openid-configuration', '/jwks'])
})

test('a word from a provider that is away is to be said again', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({ env: issuer.env })
  const away = () => new Response('', { status: 502 })
  const say = async () => {
    const answer = await post(app, await issuer.sign(claimsOf(issuer), TYP))
    return [answer.status, answer.headers.get('retry-after')]
  }
  issuer.script.answer = path => (path === '/jwks' ? away() : undefined)
  expect(await say()).toEqual([503, '5'])
  await using other = await openApp({ env: issuer.env })
  issuer.script.answer = away
  const answer = await post(other, await issuer.sign(claimsOf(issuer), TYP))
  expect(answer.status).toBe(503)
  issuer.script.answer = undefined
  expect(await say()).toEqual([200, null])
})

test('who sends junk again and again is told to wait', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({ env: { ...issuer.env, SIGNIN_FAILURES_PER_ADDRESS: '3' } })
  for (let n = 0; n < 3; n++) expect((await post(app, 'junk')).status).toBe(400)
  expect((await post(app, 'junk')).status).toBe(429)
})

test('a second factor is asked for all the same, and the session is the provider’s to end', async () => {
  await using issuer = await openIssuer({ ...grace, sid: 'a' })
  await using app = await openApp({ env: issuer.env })
  const visitor = new Visitor(app.url)
  await visitor.signIn()
  const { recovery } = await setUp(await visitor.me())
  const halfway = new Visitor(app.url)
  const page = await halfway.signIn()
  const { origin, pathname, hash } = new URL(page.to)
  expect(origin + pathname).toBe(`${app.url}/auth`)
  expect(halfway.cookie('token')).toBeUndefined()
  const ticket = new URLSearchParams(hash.slice(1)).get('second-factor') ?? ''
  const cookie = `step=${halfway.cookie('step')}`
  const program = await new Visitor(app.url, '*/*').signIn()
  expect(program.status).toBe(401)
  const step = { ticket, code: recovery[0] }
  const opened = await app.nobody.post('/api/v1/auths/second-factor', step, { cookie })
  expect(opened.body.email).toBe('grace@example.org')
  const headers = { authorization: `Bearer ${opened.body.token}` }
  expect((await app.nobody.get('/api/v1/auths/', headers)).status).toBe(200)
  expect((await post(app, await issuer.sign(claimsOf(issuer, { sid: 'a' }), TYP))).status).toBe(200)
  expect((await app.nobody.get('/api/v1/auths/', headers)).status).toBe(401)
})
