// A provider, or somebody who plays one, that says what does not hold: nobody comes in and nothing changes.
import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { type Issuer, openIssuer, SECRET } from '../../oidc/issuer'
import { Visitor } from '../../oidc/visitor'

const grace = { sub: 'grace_1', email: 'grace@example.org', email_verified: true, name: 'Grace' }

let app: App
let issuer: Issuer
let ada: Caller
const open = new AsyncDisposableStack()

beforeAll(async () => {
  issuer = open.use(await openIssuer(grace))
  const env = {
    ...issuer.env,
    OAUTH_TIMEOUT: '1',
    OAUTH_MERGE_ACCOUNTS_BY_EMAIL: 'true',
    SIGNIN_FAILURES_PER_ADDRESS: '1000',
  }
  app = open.use(await openApp({ env }))
  ada = await app.admin()
  await new Visitor(app.url).signIn()
})
afterAll(() => open.disposeAsync())

beforeEach(() => {
  Object.assign(issuer.script, {
    claims: grace,
    userinfo: undefined,
    sign: undefined,
    answer: undefined,
    metadata: {},
  })
})

/** What an admin sees of everybody, but for the time of the last visit. */
const everybody = async () => {
  const { body } = await ada.get('/api/v1/users/')
  return body.map((user: object) => ({ ...user, last_active_at: 0, updated_at: 0 }))
}

/** Signs in as a person and as a program; both must fail alike, and change nothing. */
async function fails(error: string, status = 400): Promise<void> {
  const before = await everybody()
  const person = new Visitor(app.url)
  const page = await person.signIn()
  expect(page.to).toBe(`${app.url}/auth?error=${error}`)
  expect(person.cookies).toEqual([])
  const program = await new Visitor(app.url, 'application/json').signIn()
  expect(program.status).toBe(status)
  expect(JSON.parse(program.body).detail).toEqual(expect.any(String))
  expect(await everybody()).toEqual(before)
}

const now = (): number => Math.floor(Date.now() / 1000)

const unsound: [what: string, claims: object][] = [
  ['another issuer', { iss: 'https://evil.test' }],
  ['the issuer with a slash more', { iss: 'ISSUER/' }],
  ['another audience', { aud: 'another client' }],
  ['many audiences but ours', { aud: ['a', 'b'] }],
  ['many audiences and another party', { aud: ['hearth', 'b'], azp: 'b' }],
  ['no audience', { aud: undefined }],
  ['another nonce', { nonce: 'replayed' }],
  ['no nonce', { nonce: undefined }],
  ['no subject', { sub: undefined }],
  ['an empty subject', { sub: '' }],
  ['a subject that is a number', { sub: 1 }],
  ['a subject that is a list', { sub: ['grace_1'] }],
  ['a subject beyond all length', { sub: 's'.repeat(256) }],
  ['a subject with a NUL', { sub: 'grace_1\0' }],
  ['a subject that is half a character', { sub: 'grace\ud800' }],
  ['no time of issue', { iat: undefined }],
  ['a time of issue that is none', { iat: 'now' }],
  ['no end', { exp: undefined }],
]

test.each(unsound)('an ID token with %s is refused', async (_, claims) => {
  issuer.script.claims = { ...grace, ...claims }
  if ('iss' in claims && claims.iss === 'ISSUER/') issuer.script.claims.iss = `${issuer.url}/`
  await fails('refused')
})

test('clocks may differ by half a minute, not by ten', async () => {
  for (const [iat, exp] of [
    [now() + 600, now() + 1200],
    [now() - 1200, now() - 600],
  ]) {
    issuer.script.claims = { ...grace, iat, exp }
    await fails('refused')
  }
  for (const [iat, exp] of [
    [now() + 30, now() + 330],
    [now() - 330, now() - 30],
  ]) {
    issuer.script.claims = { ...grace, iat, exp }
    expect((await new Visitor(app.url).signIn()).error).toBeNull()
  }
})

test('a token signed with the client’s secret is refused', async () => {
  const secret = new TextEncoder().encode(SECRET)
  issuer.script.sign = claims =>
    new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret)
  await fails('refused')
  await using fresh = await openApp({ env: issuer.env })
  issuer.script.metadata = { id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'] }
  expect((await new Visitor(fresh.url).signIn()).error).toBe('refused')
  issuer.script.sign = claims => new UnsecuredJWT(claims).encode()
  expect((await new Visitor(fresh.url).signIn()).error).toBe('refused')
  expect((await fresh.nobody.get('/api/config')).body.onboarding).toBe(true)
})

test('a token without a signature, or with one of somebody else’s key, is refused', async () => {
  issuer.script.sign = claims => new UnsecuredJWT(claims).encode()
  await fails('refused')
  const { privateKey } = await generateKeyPair('RS256')
  issuer.script.sign = claims =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(privateKey)
  await fails('refused')
  issuer.script.sign = async claims => `${(await issuer.sign(claims)).slice(0, -4)}AAAA`
  await fails('refused')
})

test('CVE-2026-87016: a subject is no pattern, only the exact one opens the account', async () => {
  const her = new Visitor(app.url)
  await her.signIn()
  const { id } = await her.me()
  for (const [n, sub] of ['%', '_', 'grace%', 'grace__', 'GRACE_1', 'grace_1 ', '*'].entries()) {
    issuer.script.claims = { ...grace, sub, email: `other-${n}@example.org` }
    const visitor = new Visitor(app.url)
    await visitor.signIn()
    const me = await visitor.me()
    expect([me.id === id, me.email]).toEqual([false, `other-${n}@example.org`])
  }
})

test('the same subject at another issuer is somebody else', async () => {
  await using other = await openIssuer({ ...grace, email: 'mallory@example.org' })
  await using own = await openApp({ env: issuer.env })
  const bo = await own.admin()
  const her = new Visitor(own.url)
  await her.signIn()
  const moved = { 'oauth.oidc.provider_url': other.url, 'oauth.oidc.client_secret': SECRET }
  await bo.post('/api/v1/settings/', moved)
  const mallory = new Visitor(own.url)
  await mallory.signIn()
  expect(await mallory.me()).toMatchObject({ email: 'mallory@example.org', role: 'pending' })
  expect((await mallory.me()).id).not.toBe((await her.me()).id)
})

test('without an address, or with one that is none, nobody comes in', async () => {
  for (const email of [
    undefined,
    '',
    'nobody',
    7,
    ['a@example.org'],
    'a b@example.org',
    'a@b\0.c',
  ]) {
    issuer.script.claims = { ...grace, sub: 'new', email }
    await fails('email')
  }
  issuer.script.claims = { ...grace, sub: 'new', email: `${'e'.repeat(400)}@example.org` }
  await fails('email')
})

test('userinfo about somebody else is refused', async () => {
  issuer.script.claims = { sub: 'grace_1' }
  for (const sub of ['somebody else', undefined, 'GRACE_1']) {
    issuer.script.userinfo = { ...grace, sub }
    await fails('refused')
  }
})

test('a description of another issuer is not believed', async () => {
  await using own = await openApp({ env: issuer.env })
  for (const said of ['https://evil.test', `${issuer.url}/realm`, '', undefined, 7]) {
    await using liar = await openIssuer(grace)
    liar.script.metadata = { issuer: said }
    const env = { ...issuer.env, OPENID_PROVIDER_URL: liar.url }
    await using fresh = await openApp({ env })
    const page = await new Visitor(fresh.url).open('/oauth/oidc/login')
    expect([page.status, page.error]).toEqual([303, 'refused'])
  }
  expect((await own.nobody.get('/api/config')).body.onboarding).toBe(true)
})
