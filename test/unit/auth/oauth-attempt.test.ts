// The way to a provider and back: only the browser that set out may come back, once, and in time.
import { expect, test } from 'bun:test'
import { keyFor, seal, unseal } from '../../../src/utils/seal'
import { type App, openApp, signIn } from '../../app'
import { openIssuer } from '../../oidc/issuer'
import { Visitor } from '../../oidc/visitor'

const KEY = 'a secret of the test that is long enough to sign with'
const env = { WEBUI_SECRET_KEY: KEY }

const stateError = (app: App): string => `${app.url}/auth?error=state`

test('what came back once is not taken again, whoever has the cookie', async () => {
  await using issuer = await openIssuer()
  await using app = await openApp({ env: issuer.env })
  const ada = new Visitor(app.url)
  const back = await ada.depart()
  const thief = ada.copy()
  expect((await ada.open(back)).error).toBeNull()
  expect(ada.cookies).toEqual(['token'])
  const asked = issuer.asked.length
  expect((await ada.open(back)).to).toBe(stateError(app))
  expect((await thief.open(back)).to).toBe(stateError(app))
  expect(issuer.asked).toHaveLength(asked)
  expect((await (await ada.me()).get('/api/v1/users/')).body).toHaveLength(1)
})

test('LibreChat 2026-31944: what one browser began, another does not finish', async () => {
  await using issuer = await openIssuer()
  await using app = await openApp({ env: issuer.env })
  const mallory = new Visitor(app.url)
  const hers = await mallory.depart()
  const ada = new Visitor(app.url)
  expect((await ada.open(hers)).to).toBe(stateError(app))
  await ada.depart()
  expect((await ada.open(hers)).to).toBe(stateError(app))
  expect(ada.cookie('token')).toBeUndefined()
  const state = new URL(await ada.depart()).searchParams.get('state') ?? ''
  const mixed = new URL(hers)
  mixed.searchParams.set('state', state)
  expect((await ada.open(mixed.href)).error).toBe('refused')
  expect((await app.nobody.get('/api/config')).body.onboarding).toBe(true)
})

test('an answer without state, without code, or for another provider is refused', async () => {
  await using issuer = await openIssuer()
  const google = { GOOGLE_CLIENT_ID: 'g', GOOGLE_CLIENT_SECRET: 'secret' }
  await using app = await openApp({ env: { ...issuer.env, ...google } })
  const ada = new Visitor(app.url)
  for (const query of ['', '?code=1', '?code=1&state=', '?state=x', '?code=1&state=%00&state=y']) {
    expect((await ada.open(`/oauth/oidc/callback${query}`)).to).toBe(stateError(app))
  }
  expect((await app.nobody.get('/oauth/oidc/callback?code=1&state=2')).status).toBe(400)
  const back = await ada.depart()
  expect((await ada.copy().open(back.replace('/oidc/', '/google/'))).to).toBe(stateError(app))
  const bare = new URL(await ada.depart())
  bare.searchParams.delete('code')
  expect((await ada.open(bare.href)).error).toBe('refused')
})

test('a sealed attempt that is changed, of another server, or too old, is none', async () => {
  await using issuer = await openIssuer()
  await using app = await openApp({ env: { ...issuer.env, ...env } })
  const key = keyFor(KEY, 'hearth oauth attempt')
  const withSeal = async (change: (sealed: string) => string): Promise<string | null> => {
    const ada = new Visitor(app.url)
    const back = await ada.depart()
    const [name = ''] = ada.cookies
    ada.setCookie(name, change(ada.cookie(name) ?? ''), '/oauth')
    return (await ada.open(back)).error
  }
  const attempt = (sealed: string) => JSON.parse(unseal(key, sealed) ?? '')
  expect(await withSeal(sealed => `${sealed.slice(0, -2)}AA`)).toBe('state')
  expect(await withSeal(sealed => sealed.slice(0, 20))).toBe('state')
  expect(await withSeal(() => 'x')).toBe('state')
  expect(
    await withSeal(sealed => seal(keyFor('another', 'x'), JSON.stringify(attempt(sealed)))),
  ).toBe('state')
  const late = (sealed: string) => ({ ...attempt(sealed), expires_at: Date.now() - 1 })
  expect(await withSeal(sealed => seal(key, JSON.stringify(late(sealed))))).toBe('state')
  expect(await withSeal(sealed => seal(key, JSON.stringify(attempt(sealed))))).toBeNull()
  const left = attempt(seal(key, '{"expires_at":0}'))
  expect(left.expires_at).toBe(0)
})

test('two tabs that set out at once both come back', async () => {
  await using issuer = await openIssuer()
  await using app = await openApp({ env: issuer.env })
  const ada = new Visitor(app.url)
  const [one, two] = [await ada.depart(), await ada.depart()]
  expect((await ada.open(one)).error).toBeNull()
  expect((await ada.open(two)).error).toBeNull()
})

test('a provider’s no is told in our own words', async () => {
  await using issuer = await openIssuer()
  await using app = await openApp({ env: issuer.env })
  const refusal = async (error: string) => {
    const ada = new Visitor(app.url)
    const back = new URL(await ada.depart())
    back.searchParams.delete('code')
    back.searchParams.set('error', error)
    back.searchParams.set('error_description', '<script>alert(1)</script>')
    return ada.open(back.href)
  }
  expect((await refusal('access_denied')).to).toBe(`${app.url}/auth?error=denied`)
  expect((await refusal('server_error')).to).toBe(`${app.url}/auth?error=refused`)
  expect((await refusal('<b>')).to).toBe(`${app.url}/auth?error=refused`)
})

test('an answer that does not say whose it is, where all should, is refused', async () => {
  await using issuer = await openIssuer()
  issuer.script.metadata = { authorization_response_iss_parameter_supported: true }
  await using app = await openApp({ env: issuer.env })
  const ada = new Visitor(app.url)
  expect((await ada.signIn()).error).toBe('refused')
  const back = new URL(await ada.depart())
  back.searchParams.set('iss', 'https://evil.test')
  expect((await ada.open(back.href)).error).toBe('refused')
  const right = new URL(await ada.depart())
  right.searchParams.set('iss', issuer.url)
  expect((await ada.open(right.href)).error).toBeNull()
})

test('who fails too often from one place is told to wait', async () => {
  await using issuer = await openIssuer()
  await using app = await openApp({ env: { ...issuer.env, SIGNIN_FAILURES_PER_ADDRESS: '3' } })
  const mallory = new Visitor(app.url)
  const guess = () => mallory.open('/oauth/oidc/callback?code=1&state=2')
  for (let n = 0; n < 3; n++) expect((await guess()).error).toBe('state')
  expect((await guess()).to).toBe(`${app.url}/auth?error=busy`)
  const program = await app.nobody.get('/oauth/oidc/callback?code=1&state=2')
  expect([program.status, Number(program.headers.get('retry-after')) > 0]).toEqual([429, true])
  expect((await app.admin()).email).toBe('ada@example.org')
  expect((await signIn(app.url, 'ada@example.org')).email).toBe('ada@example.org')
})
