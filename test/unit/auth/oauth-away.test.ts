// Providers that are away, slow, or die in mid-login: a clear word, in time, and nothing half done.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import { type Issuer, openIssuer } from '../../oidc/issuer'
import { Visitor } from '../../oidc/visitor'
import { until } from '../../until'

const never = (): Promise<Response> => new Promise(() => undefined)

/** Headers and some bytes, then silence. */
const stalling = (): Response =>
  new Response(
    new ReadableStream({
      pull: controller => {
        controller.enqueue(new TextEncoder().encode('{"access_token":'))
        return new Promise(() => undefined)
      },
    }),
    { headers: { 'content-type': 'application/json' } },
  )

const endless = (): Response =>
  new Response(
    new ReadableStream({ pull: controller => controller.enqueue(new Uint8Array(65_536).fill(32)) }),
    { headers: { 'content-type': 'application/json' } },
  )

const troubles: [what: string, answer: () => Response | Promise<Response>, error: string][] = [
  ['hangs', never, 'unreachable'],
  ['stalls in mid-word', stalling, 'unreachable'],
  ['never ends', endless, 'unreachable'],
  ['has a fault', () => new Response('boom', { status: 500 }), 'unreachable'],
  ['is overloaded', () => new Response('', { status: 503 }), 'unreachable'],
  ['sends elsewhere', () => Response.redirect('http://127.0.0.1:9/', 307), 'unreachable'],
  ['answers a page', () => new Response('<p>hello</p>', HTML), 'refused'],
  ['answers no JSON', () => new Response('{', JSON_TYPE), 'refused'],
  ['answers a list', () => Response.json([]), 'refused'],
  ['answers null', () => Response.json(null), 'refused'],
  ['refuses', () => Response.json({ error: 'invalid_client' }, { status: 401 }), 'refused'],
  [
    'forgets the token',
    () => Response.json({ access_token: 'a', token_type: 'bearer' }),
    'refused',
  ],
]
const HTML = { headers: { 'content-type': 'text/html' } }
const JSON_TYPE = { headers: { 'content-type': 'application/json' } }

const at =
  (place: string, answer: () => Response | Promise<Response>): Issuer['script']['answer'] =>
  path =>
    path === place ? answer() : undefined

test.each(troubles)('a token endpoint that %s lets nobody in', async (_, answer, error) => {
  await using issuer = await openIssuer()
  await using app = await openApp({ env: { ...issuer.env, OAUTH_TIMEOUT: '1' } })
  issuer.script.answer = at('/token', answer)
  const ada = new Visitor(app.url)
  expect((await ada.signIn()).to).toBe(`${app.url}/auth?error=${error}`)
  expect((await app.nobody.get('/api/config')).body.onboarding).toBe(true)
  issuer.script.answer = undefined
  expect((await ada.signIn()).error).toBeNull()
})

test('a provider that dies in mid-login lets nobody in', async () => {
  await using issuer = await openIssuer()
  await using app = await openApp({ env: issuer.env })
  issuer.script.answer = at('/token', async () => {
    await issuer[Symbol.asyncDispose]()
    return never()
  })
  expect((await new Visitor(app.url).signIn()).error).toBe('unreachable')
  expect((await app.nobody.get('/api/config')).body.onboarding).toBe(true)
})

test.each(['/userinfo', '/jwks'])('a provider that hangs at %s lets nobody in', async place => {
  await using issuer = await openIssuer()
  await using app = await openApp({ env: { ...issuer.env, OAUTH_TIMEOUT: '1' } })
  issuer.script.answer = at(place, never)
  expect((await new Visitor(app.url).signIn()).error).toBe('unreachable')
  expect((await app.nobody.get('/api/config')).body.onboarding).toBe(true)
})

test('a provider that is away is told so at the door, and asked by one at a time', async () => {
  await using issuer = await openIssuer()
  await using app = await openApp({ env: issuer.env })
  issuer.script.answer = () => new Response('', { status: 502 })
  const visitors = Array.from({ length: 20 }, () => new Visitor(app.url))
  const pages = await Promise.all(visitors.map(one => one.open('/oauth/oidc/login')))
  expect(new Set(pages.map(page => page.to))).toEqual(
    new Set([`${app.url}/auth?error=unreachable`]),
  )
  expect(issuer.asked).toHaveLength(1)
  const program = await app.nobody.get('/oauth/oidc/login')
  expect([program.status, program.body.detail]).toEqual([500, 'The provider does not answer.'])
})

test('a provider that was away is found again once it is back', async () => {
  await using issuer = await openIssuer()
  await using app = await openApp({ env: issuer.env })
  issuer.script.answer = () => new Response('', { status: 502 })
  const ada = new Visitor(app.url)
  expect((await ada.open('/oauth/oidc/login')).error).toBe('unreachable')
  issuer.script.answer = undefined
  await until(async () => (await ada.open('/oauth/oidc/login')).status === 302)
  expect((await ada.signIn()).error).toBeNull()
})

test('where nobody listens, the page says so', async () => {
  const env = { OAUTH_CLIENT_ID: 'a', OAUTH_CLIENT_SECRET: 'b' }
  for (const [url, error] of [
    ['http://127.0.0.1:9', 'unreachable'],
    ['http://169.254.169.254', 'unreachable'],
    ['http://no-such-host.invalid', 'unreachable'],
  ]) {
    await using app = await openApp({ env: { ...env, OPENID_PROVIDER_URL: String(url) } })
    expect((await new Visitor(app.url).open('/oauth/oidc/login')).error).toBe(String(error))
  }
})
