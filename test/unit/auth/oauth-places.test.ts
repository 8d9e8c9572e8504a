// Which providers there are, and under which addresses they and we find each other.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import { CLIENT, openIssuer, SECRET } from '../../oidc/issuer'
import { Visitor } from '../../oidc/visitor'

const google = { GOOGLE_CLIENT_ID: 'g', GOOGLE_CLIENT_SECRET: 'secret' }
const microsoft = { MICROSOFT_CLIENT_ID: 'm', MICROSOFT_CLIENT_SECRET: 'secret' }

test('the sign-in page offers those that are set up whole, by their names', async () => {
  await using issuer = await openIssuer()
  const env = { ...issuer.env, ...google, ...microsoft, OAUTH_PROVIDER_NAME: 'The library' }
  await using app = await openApp({ env })
  const offered = async () => (await app.nobody.get('/api/config')).body.oauth.providers
  expect(await offered()).toEqual({ oidc: 'The library', google: 'google' })
  const ada = await app.admin()
  const { cookie } = { cookie: `token=${ada.token}` }
  const whole = (await app.nobody.get('/api/config', { cookie })).body
  expect(whole.oauth.providers).toEqual({ oidc: 'The library', google: 'google' })
})

test('the master switch hides them all and shuts their doors', async () => {
  await using issuer = await openIssuer()
  await using app = await openApp({ env: { ...issuer.env, ENABLE_OAUTH: 'false' } })
  expect((await app.nobody.get('/api/config')).body.oauth.providers).toEqual({})
  for (const path of ['login', 'callback?code=1&state=2']) {
    const answer = await app.nobody.get(`/oauth/oidc/${path}`)
    expect([answer.status, answer.body]).toEqual([404, { detail: 'Not Found' }])
  }
  expect(issuer.asked).toEqual([])
})

test('a provider that nobody knows is not found', async () => {
  await using app = await openApp()
  for (const key of ['oidc', 'google', 'nobody', '__proto__', '%25', 'o'.repeat(2000)]) {
    expect((await app.nobody.get(`/oauth/${key}/login`)).status).toBe(404)
  }
  expect((await app.nobody.post('/oauth/oidc/login')).status).toBe(405)
})

test('the public address decides where people are sent back to', async () => {
  await using issuer = await openIssuer()
  const env = { ...issuer.env, WEBUI_URL: 'https://chat.example.org' }
  await using app = await openApp({ env })
  const ada = new Visitor(app.url)
  const { to, headers } = await ada.open('/oauth/oidc/login', { 'x-forwarded-host': 'evil.test' })
  const sent = new URL(to).searchParams.get('redirect_uri')
  expect(sent).toBe('https://chat.example.org/oauth/oidc/callback')
  expect(headers.get('set-cookie')).toContain('Secure')
  const { searchParams } = new URL((await ada.open(to)).to)
  const back = await ada.open(`/oauth/oidc/callback?${searchParams}`, {
    'x-forwarded-host': 'evil.test',
  })
  expect(back.to).toStartWith('https://chat.example.org/auth#token=')
})

test('LobeChat 2025-59426: a forwarded host counts from a listed proxy alone', async () => {
  await using issuer = await openIssuer()
  const headers = { 'x-forwarded-host': 'chat.example.org', 'x-forwarded-proto': 'https' }
  const redirect = async (allowed: string) => {
    await using app = await openApp({ env: { ...issuer.env, FORWARDED_ALLOW_IPS: allowed } })
    const { to } = await new Visitor(app.url).open('/oauth/oidc/login', headers)
    const sent = new URL(to).searchParams.get('redirect_uri') ?? ''
    return sent.replace(app.url, '(own)')
  }
  expect(await redirect('127.0.0.1')).toBe('https://chat.example.org/oauth/oidc/callback')
  expect(await redirect('10.0.0.1')).toBe('(own)/oauth/oidc/callback')
})

test('a host that is none is refused and sent nowhere', async () => {
  await using issuer = await openIssuer()
  await using app = await openApp({ env: issuer.env })
  for (const host of ['evil.test/path', 'a b', 'evil.test@good.test', 'x:99999']) {
    const headers = { 'x-forwarded-host': host, accept: 'text/html' }
    const { status, headers: answered } = await app.nobody.get('/oauth/oidc/login', headers)
    expect([status, answered.get('location')]).toEqual([400, null])
  }
})

test('a redirect address that is set is the one that is used', async () => {
  await using issuer = await openIssuer()
  const own = 'https://front.example.org/oauth/oidc/callback'
  await using app = await openApp({ env: { ...issuer.env, OPENID_REDIRECT_URI: own } })
  const { to } = await new Visitor(app.url).open('/oauth/oidc/login')
  expect(new URL(to).searchParams.get('redirect_uri')).toBe(own)
})

test('an issuer’s own address serves as well as that of its description', async () => {
  await using issuer = await openIssuer()
  for (const address of [issuer.url, `${issuer.url}/`]) {
    await using app = await openApp({ env: { ...issuer.env, OPENID_PROVIDER_URL: address } })
    const ada = new Visitor(app.url)
    await ada.signIn()
    expect((await ada.me()).role).toBe('admin')
  }
})

/** Microsoft as far as one tenant of it goes. */
async function openTenant(tenant: string) {
  const issuer = await openIssuer()
  const its = `${issuer.url}/${tenant}/v2.0`
  issuer.script.metadata = { issuer: its }
  issuer.script.claims = { ...issuer.script.claims, iss: its }
  issuer.script.answer = path => {
    const inside = `/${tenant}/v2.0`
    return path.startsWith(inside) ? fetch(issuer.url + path.slice(inside.length)) : undefined
  }
  const env = {
    ENABLE_OAUTH_SIGNUP: 'true',
    MICROSOFT_CLIENT_ID: CLIENT,
    MICROSOFT_CLIENT_SECRET: SECRET,
    MICROSOFT_CLIENT_TENANT_ID: tenant,
    MICROSOFT_CLIENT_LOGIN_BASE_URL: issuer.url,
  }
  return { ...issuer, env }
}

test('Microsoft is a tenant at its own address', async () => {
  await using microsoft = await openTenant('contoso')
  await using app = await openApp({ env: microsoft.env })
  const { providers } = (await app.nobody.get('/api/config')).body.oauth
  expect(providers).toEqual({ microsoft: 'microsoft' })
  const ada = new Visitor(app.url)
  await ada.signIn('microsoft')
  expect((await ada.me()).role).toBe('admin')
})

test('in a tenant of all tenants an address counts only if its owner is proven', async () => {
  const domains = { OAUTH_ALLOWED_DOMAINS: 'example.org' }
  await using common = await openTenant('common')
  await using app = await openApp({ env: { ...common.env, ...domains } })
  const { email_verified: _, ...claims } = common.script.claims
  common.script.claims = claims
  expect((await new Visitor(app.url).signIn('microsoft')).error).toBe('unverified')
  common.script.claims = { ...claims, xms_edov: true }
  expect((await new Visitor(app.url).signIn('microsoft')).error).toBeNull()
  await using contoso = await openTenant('contoso')
  await using other = await openApp({ env: { ...contoso.env, ...domains } })
  contoso.script.claims = { ...contoso.script.claims, email_verified: undefined }
  expect((await new Visitor(other.url).signIn('microsoft')).error).toBeNull()
})
