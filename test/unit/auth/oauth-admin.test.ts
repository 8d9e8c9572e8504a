// Setting a provider up: what to tell it, whether it answers, and that a change acts at once.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import { CLIENT, openIssuer, SECRET } from '../../oidc/issuer'
import { Visitor } from '../../oidc/visitor'

const CONFIG = '/api/v1/auths/admin/config/oauth'

test('an admin sees what a provider has to be told', async () => {
  await using app = await openApp({
    env: { GOOGLE_REDIRECT_URI: 'https://front.example.org/back' },
  })
  const ada = await app.admin()
  expect((await ada.get(CONFIG)).body).toEqual({
    redirect_uris: {
      oidc: `${app.url}/oauth/oidc/callback`,
      google: 'https://front.example.org/back',
      microsoft: `${app.url}/oauth/microsoft/callback`,
      github: `${app.url}/oauth/github/callback`,
    },
    logout_uri: `${app.url}/oauth/backchannel-logout`,
  })
  const bo = await app.user('Bo')
  expect((await bo.get(CONFIG)).status).toBe(401)
  expect((await bo.post(`${CONFIG}/try`, { provider: 'oidc' })).status).toBe(401)
  expect((await app.nobody.post(`${CONFIG}/try`, { provider: 'oidc' })).status).toBe(403)
})

test('a provider is tried before anything is saved', async () => {
  await using issuer = await openIssuer()
  await using app = await openApp()
  const ada = await app.admin()
  const attempt = (more: object) => ada.post(`${CONFIG}/try`, { provider: 'oidc', ...more })
  const good = await attempt({ address: issuer.url })
  expect(good.body).toEqual({ issuer: issuer.url, warnings: ['plain'], logout: false })
  issuer.script.metadata = {
    id_token_signing_alg_values_supported: ['HS256', 'none'],
    userinfo_endpoint: undefined,
    backchannel_logout_supported: true,
  }
  const odd = await attempt({ address: `${issuer.url}/.well-known/openid-configuration` })
  expect(odd.body).toMatchObject({ warnings: ['plain', 'unsigned', 'userinfo'], logout: true })
  expect((await app.nobody.get('/api/config')).body.oauth.providers).toEqual({})
  const tenant = { provider: 'microsoft', tenant: 'x' }
  await ada.post('/api/v1/settings/', { 'oauth.microsoft.login_base_url': issuer.url })
  expect((await attempt(tenant)).status).toBe(400)
})

test('what is wrong with a provider is said in words', async () => {
  await using issuer = await openIssuer()
  await using app = await openApp({ env: { OAUTH_TIMEOUT: '1' } })
  const ada = await app.admin()
  const wrong = async (address?: string) => {
    const { status, body } = await ada.post(`${CONFIG}/try`, {
      provider: 'oidc',
      ...(address !== undefined && { address }),
    })
    expect(status).toBe(400)
    return body.detail
  }
  for (const address of [undefined, '', 'no address', 'ftp://example.org', 'http://']) {
    expect(await wrong(address)).toMatch(/^Give its address/)
  }
  expect(await wrong('http://127.0.0.1:9')).toBe('Nothing answers at this address.')
  expect(await wrong('http://169.254.169.254')).toBe('Hearth does not call this address.')
  expect(await wrong(`${issuer.url}/elsewhere`)).toMatch(/not as an OpenID provider/)
  issuer.script.metadata = { issuer: 'https://login.example.org' }
  expect(await wrong(issuer.url)).toMatch(/that of https:\/\/login\.example\.org\./)
  issuer.script.answer = () => new Promise(() => undefined)
  expect(await wrong(issuer.url)).toMatch(/took too long/)
})

test('a provider that is set up, changed or taken away acts at once', async () => {
  await using issuer = await openIssuer()
  await using app = await openApp()
  const ada = await app.admin()
  const save = (changes: object) => ada.post('/api/v1/settings/', changes)
  const saved = await save({
    'oauth.oidc.provider_url': issuer.url,
    'oauth.oidc.client_id': CLIENT,
    'oauth.oidc.client_secret': 'not the right one',
    'oauth.enable_signup': true,
  })
  expect(saved.status).toBe(200)
  expect(JSON.stringify(saved.body)).not.toContain('not the right one')
  issuer.script.claims = { sub: 'bo', email: 'bo@example.org' }
  expect((await new Visitor(app.url).signIn()).error).toBe('refused')
  await save({ 'oauth.oidc.client_secret': SECRET })
  expect((await new Visitor(app.url).signIn()).error).toBeNull()
  await save({ 'oauth.enable': false })
  expect((await app.nobody.get('/oauth/oidc/login')).status).toBe(404)
  for (const address of ['javascript:alert(1)', 'example.org', 'http://a b', 'https://']) {
    expect((await save({ 'oauth.oidc.provider_url': address })).status).toBe(400)
  }
})
