// Providers that open one's account: seeing them, linking another, unlinking one, never the last way in.
import { expect, test } from 'bun:test'
import { openApp, PASSWORD } from '../../app'
import type { Caller } from '../../caller'
import { CLIENT, openIssuer, SECRET } from '../../oidc/issuer'
import { Visitor } from '../../oidc/visitor'

const IDENTITIES = '/api/v1/auths/identities'
const grace = { sub: 'grace-1', email: 'elsewhere@example.com', name: 'Grace elsewhere' }

/** A browser in which somebody is signed in already. */
function browserOf(url: string, me: Caller): Visitor {
  const visitor = new Visitor(url)
  visitor.setCookie('token', me.token)
  return visitor
}

/** Begins linking as the page does; gives the address at which the provider sends back. */
async function depart(visitor: Visitor, me: Caller, provider = 'oidc'): Promise<string> {
  const begun = await me.post(`${IDENTITIES}/${provider}`, {})
  expect(begun.status).toBe(200)
  for (const line of begun.headers.getSetCookie()) {
    const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=', 2)
    visitor.setCookie(name, value, '/oauth')
  }
  return (await visitor.open(begun.body.url)).to
}

test('somebody links a provider, signs in through it, and unlinks it', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({
    env: { ...issuer.env, OAUTH_PROVIDER_NAME: 'The library', ENABLE_OAUTH_SIGNUP: 'false' },
  })
  await app.admin()
  const her = await app.user('Grace')
  const available = [{ provider: 'oidc', name: 'The library' }]
  expect((await her.get(IDENTITIES)).body).toEqual({ data: [], available, proof: 'none' })
  const browser = browserOf(app.url, her)
  const page = await browser.open(await depart(browser, her))
  expect([page.status, page.to]).toEqual([307, `${app.url}/settings/account?linked=oidc`])
  const { data, available: left } = (await her.get(IDENTITIES)).body
  expect(left).toEqual([])
  expect(data).toMatchObject([{ provider: 'oidc', name: 'The library', last: false }])
  const elsewhere = new Visitor(app.url)
  await elsewhere.signIn()
  expect(await elsewhere.me()).toMatchObject({ id: her.id, email: her.email, name: 'Grace' })
  expect((await her.delete(`${IDENTITIES}/oidc`, {})).body).toBe(true)
  expect((await her.delete(`${IDENTITIES}/oidc`, {})).status).toBe(404)
  expect((await new Visitor(app.url).signIn()).error).toBe('signup')
})

test('an identity that opens another account stays there', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({ env: issuer.env })
  await app.admin()
  await new Visitor(app.url).signIn()
  const her = await app.user('Bo')
  const browser = browserOf(app.url, her)
  const page = await browser.open(await depart(browser, her))
  expect(page.to).toBe(`${app.url}/settings/account?error=elsewhere`)
  expect((await her.get(IDENTITIES)).body.data).toEqual([])
})

test('a second identity of the same provider is not linked over the first', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({ env: issuer.env })
  await app.admin()
  const her = await app.user('Grace')
  const browser = browserOf(app.url, her)
  await browser.open(await depart(browser, her))
  issuer.script.claims = { ...grace, sub: 'grace-2' }
  expect((await browser.open(await depart(browser, her))).error).toBe('linked')
  issuer.script.claims = grace
  expect((await browser.open(await depart(browser, her))).error).toBeNull()
  expect((await her.get(IDENTITIES)).body.data).toHaveLength(1)
})

test('linking is finished by the browser that began it, in a session that still lasts', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({ env: issuer.env })
  await app.admin()
  const her = await app.user('Grace')
  const back = await depart(new Visitor(app.url), her)
  const victim = browserOf(app.url, await app.user('Bo'))
  expect((await victim.open(back)).error).toBe('state')
  const browser = browserOf(app.url, her)
  const late = await depart(browser, her)
  await her.post('/api/v1/auths/signout')
  expect((await browser.open(late)).to).toBe(`${app.url}/settings/account?error=session`)
})

test('nobody begins it by opening an address, from another site, or with a key', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({ env: issuer.env })
  const ada = await app.admin()
  const cookie = `token=${ada.token}`
  expect((await app.nobody.get(`${IDENTITIES}/oidc`, { cookie })).status).toBe(405)
  const origin = 'https://evil.test'
  const foreign = await app.nobody.post(`${IDENTITIES}/oidc`, {}, { cookie, origin })
  expect(foreign.status).toBe(403)
  const { api_key } = (await ada.post('/api/v1/auths/api_key')).body
  const key = { authorization: `Bearer ${api_key}` }
  expect((await app.nobody.post(`${IDENTITIES}/oidc`, {}, key)).status).toBe(403)
  expect((await app.nobody.get(IDENTITIES)).status).toBe(403)
  expect((await ada.post(`${IDENTITIES}/google`, {})).status).toBe(404)
  expect((await ada.post(`${IDENTITIES}/oidc`, { password: 'wrong one' })).status).toBe(400)
  expect((await ada.post(`${IDENTITIES}/oidc`, { password: PASSWORD })).status).toBe(200)
})

test('the last way in stays', async () => {
  await using issuer = await openIssuer(grace)
  await using other = await openIssuer(grace)
  const microsoft = {
    MICROSOFT_CLIENT_ID: CLIENT,
    MICROSOFT_CLIENT_SECRET: SECRET,
    MICROSOFT_CLIENT_TENANT_ID: 'x',
    MICROSOFT_CLIENT_LOGIN_BASE_URL: other.url,
  }
  const env = { ...issuer.env, ...microsoft }
  other.script.metadata = { issuer: `${other.url}/x/v2.0` }
  other.script.claims = { ...grace, iss: `${other.url}/x/v2.0` }
  other.script.answer = path =>
    path.startsWith('/x/v2.0/') ? fetch(other.url + path.slice('/x/v2.0'.length)) : undefined
  await using app = await openApp({ env })
  const ada = await app.admin()
  const browser = new Visitor(app.url)
  await browser.signIn()
  const her = await browser.me()
  expect((await her.get(IDENTITIES)).body.data).toMatchObject([{ provider: 'oidc', last: true }])
  expect((await her.delete(`${IDENTITIES}/oidc`, {})).status).toBe(400)
  await browser.open(await depart(browser, her, 'microsoft'))
  const held = (await her.get(IDENTITIES)).body.data
  expect(held.map(({ last }: { last: boolean }) => last)).toEqual([false, false])
  await ada.post('/api/v1/settings/', { 'oauth.microsoft.client_id': '' })
  expect((await her.delete(`${IDENTITIES}/oidc`, {})).status).toBe(400)
  await ada.post('/api/v1/settings/', { 'oauth.microsoft.client_id': CLIENT })
  const both = ['oidc', 'microsoft'].map(name => her.delete(`${IDENTITIES}/${name}`, {}))
  expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([200, 400])
  expect((await her.get(IDENTITIES)).body.data).toMatchObject([{ last: true }])
})
