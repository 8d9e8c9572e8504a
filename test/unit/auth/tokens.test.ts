// Tokens that do not hold, each refused without a word about why.
import { expect, test } from 'bun:test'
import { createHmac } from 'node:crypto'
import { openApp } from '../../app'

const SECRET = 'a secret that only this test knows, long enough'
const env = { WEBUI_SECRET_KEY: SECRET }
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function forge(claims: object, secret = SECRET, alg = 'HS256'): string {
  const body = `${encode({ alg, typ: 'JWT' })}.${encode(claims)}`
  const hash = alg === 'HS512' ? 'sha512' : 'sha256'
  return `${body}.${alg === 'none' ? '' : createHmac(hash, secret).update(body).digest('base64url')}`
}

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    id: string
    sid: string
    iat: number
    exp?: number
  }

test('a token names account and session and is signed with HS256', async () => {
  await using app = await openApp({ env })
  const ada = await app.admin()
  const claims = claimsOf(ada.token)
  expect(claims.id).toBe(ada.id)
  expect(claims.sid).toMatch(/^[0-9a-f-]{36}$/)
  expect(claims.exp).toBeUndefined()
  const { status } = await app.nobody.get('/api/v1/auths/', {
    authorization: `bearer ${forge(claims)}`,
  })
  expect(status).toBe(200)
})

test('forged, expired, foreign and broken tokens open nothing', async () => {
  await using app = await openApp({ env })
  const ada = await app.admin()
  const ursula = await app.user('Ursula')
  const good = claimsOf(ada.token)
  const past = Math.floor(Date.now() / 1000) - 10
  const bad = [
    forge(good, 'another secret'),
    forge(good, '', 'none'),
    forge(good, SECRET, 'HS512'),
    forge({ ...good, exp: past }),
    forge({ id: good.id }),
    forge({ ...good, sid: crypto.randomUUID() }),
    forge({ ...good, id: ursula.id }),
    `${ada.token}x`,
    'not.a.token',
  ]
  for (const token of bad) {
    const { status } = await app.nobody.get('/api/v1/auths/', { authorization: `Bearer ${token}` })
    expect([token, status]).toEqual([token, 401])
  }
})

test('a bad bearer is not rescued by a good cookie, another scheme counts as none', async () => {
  await using app = await openApp({ env })
  const cookie = `token=${(await app.admin()).token}`
  const get = async (authorization: string) =>
    (await app.nobody.get('/api/v1/auths/', { authorization, cookie })).status
  expect(await get('Bearer wrong')).toBe(401)
  expect(await get('Basic YTpi')).toBe(200)
})

test('with a lifetime the token and the cookie expire, and each page load renews them', async () => {
  await using app = await openApp({ env: { ...env, JWT_EXPIRES_IN: '1h30m' } })
  const ada = await app.admin()
  const { iat, exp, sid } = claimsOf(ada.token)
  expect((exp ?? 0) - iat).toBe(5400)
  const again = await ada.get('/api/v1/auths/')
  expect(claimsOf(again.body.token).sid).toBe(sid)
  expect(again.body.expires_at).toBeGreaterThan(Date.now() / 1000)
  expect(again.headers.get('set-cookie')).toContain('Expires=')
})

test('a lifetime below zero locks nobody out', async () => {
  await using app = await openApp({ env: { ...env, JWT_EXPIRES_IN: '-2h' } })
  const ada = await app.admin()
  expect(claimsOf(ada.token).exp).toBeUndefined()
  const again = await ada.get('/api/v1/auths/')
  expect([again.status, again.body.expires_at]).toEqual([200, null])
})

test('a secret that everybody knows is refused', async () => {
  for (const secret of ['', 't0p-s3cr3t']) {
    expect(openApp({ env: { WEBUI_SECRET_KEY: secret } })).rejects.toThrow()
  }
})
