// Requests that no honest client sends, and the shape of every answer to them.
import { expect, test } from 'bun:test'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp, PASSWORD } from '../../app'

const JSON_TYPE = { 'content-type': 'application/json' }
const SIGN_IN = '/api/v1/auths/signin'

test('every error is JSON with detail', async () => {
  await using app = await openApp()
  const cases: [string, string, number][] = [
    ['GET', '/api/v1/nothing', 404],
    ['PUT', '/api/v1/auths/signin', 405],
    ['PATCH', '/openai/files', 405],
    ['DELETE', '/some/page', 405],
    ['POST', SIGN_IN, 422],
    ['GET', '/api/v1/auths/', 403],
    ['GET', '/static/nothing.png', 404],
  ]
  for (const [method, path, status] of cases) {
    const response = await app.fetch(path, { method })
    expect([method, path, response.status]).toEqual([method, path, status])
    expect(await response.json()).toHaveProperty('detail')
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  }
})

test('the log has every request by its id, and nothing that people wrote', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'hearth-told-'))
  using _ = { [Symbol.dispose]: () => rmSync(dir, { recursive: true }) }
  const ids: (string | null)[] = []
  {
    await using app = await openApp({ dir, env: { MAIN_LOG_LEVEL: 'INFO' } })
    const asked = [
      '/api/version',
      '/api/v1/chats/my-secret-words',
      '/secret-page?q=secret',
      '/health',
    ]
    for (const path of asked) ids.push((await app.fetch(path)).headers.get('x-request-id'))
  }
  const text = readFileSync(join(dir, 'logs', 'hearth.1.log'), 'utf8')
  const lines = text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
    .filter(({ msg }) => msg === 'answered')
    .map(({ id, method, route, status }) => [id, method, route, status])
  expect(lines).toEqual([
    [ids[0], 'GET', '/api/version', 200],
    [ids[1], 'GET', '/api/v1/chats/:id', 403],
    [ids[2], 'GET', 'page', 200],
  ])
  expect(text).not.toContain('secret')
})

test('a bare yes is JSON like every other answer', async () => {
  await using app = await openApp()
  const admin = await app.admin()
  const answers = [
    await admin.delete('/api/v1/models/delete/all'),
    await admin.delete('/api/v1/chats/'),
    await admin.post('/api/v1/auths/update/password', {
      password: PASSWORD,
      new_password: 'plum tart, warm',
    }),
  ]
  for (const { status, body, headers } of answers) {
    const type = headers.get('content-type')
    expect([status, body, type]).toEqual([200, true, 'application/json;charset=utf-8'])
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  }
})

test('a short host name, or none, changes no path', async () => {
  await using app = await openApp()
  for (const host of ['a', 'nas', 'localhost']) {
    const response = await app.fetch('/api/version', { headers: { host } })
    expect(await response.json()).toHaveProperty('version')
  }
  expect(await raw(app.url, 'GET /api/version HTTP/1.1\r\n\r\n')).toStartWith('HTTP/1.1 400')
})

test('a host that is none is told so, on every door, and the log stays quiet', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'hearth-told-'))
  using _ = { [Symbol.dispose]: () => rmSync(dir, { recursive: true }) }
  {
    await using app = await openApp({ dir, env: { MAIN_LOG_LEVEL: 'INFO' } })
    for (const path of ['/health', '/api/config', '/ws/socket.io/?transport=polling']) {
      for (const host of ['evil"><script>', 'a b', '[::1', 'a:99999']) {
        const answer = await raw(app.url, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
        expect([path, host, answer.slice(0, 13)]).toEqual([path, host, 'HTTP/1.1 400 '])
        expect(answer).toContain('{"detail":"The host is not usable."}')
        expect(answer.toLowerCase()).toContain('x-request-id: ')
      }
    }
  }
  expect(readFileSync(join(dir, 'logs', 'hearth.1.log'), 'utf8')).not.toContain('"error"')
})

test('both spellings of a collection work', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  for (const path of ['/api/v1/auths', '/api/v1/auths/'])
    expect((await ada.get(path)).status).toBe(200)
})

test('what is not JSON is refused in the contract’s shape', async () => {
  await using app = await openApp()
  const send = async (body: BodyInit, headers: Record<string, string> = JSON_TYPE) => {
    const response = await app.fetch(SIGN_IN, { method: 'POST', body, headers })
    const { detail } = (await response.json()) as { detail: { type: string; loc: unknown[] }[] }
    return [response.status, detail[0]?.type, detail[0]?.loc[0]]
  }
  expect(await send('{"email":')).toEqual([422, 'json_invalid', 'body'])
  expect(await send(new Uint8Array([0x22, 0xff, 0xfe, 0x22]))).toEqual([
    422,
    'json_invalid',
    'body',
  ])
  expect(await send('"text"')).toEqual([422, 'model_attributes_type', 'body'])
  expect(await send('a=b', { 'content-type': 'application/x-www-form-urlencoded' })).toEqual([
    422,
    'model_attributes_type',
    'body',
  ])
  const deep = await app.fetch(SIGN_IN, {
    method: 'POST',
    body: '['.repeat(100_000),
    headers: JSON_TYPE,
  })
  expect([deep.status, await deep.json()]).toEqual([
    422,
    {
      detail: [
        {
          type: 'json_invalid',
          loc: ['body', 200],
          msg: 'JSON decode error',
          input: {},
          ctx: { error: 'JSON is nested too deeply' },
        },
      ],
    },
  ])
  expect(await send('{"email":"a\\u0000b","password":"x"}')).toEqual([422, 'string_type', 'body'])
})

test('faults name their field as the contract does', async () => {
  await using app = await openApp()
  const { body } = await app.nobody.post(SIGN_IN, { email: 3 })
  expect(body.detail).toEqual([
    expect.objectContaining({ type: 'string_type', loc: ['body', 'email'], input: 3 }),
    expect.objectContaining({ type: 'missing', loc: ['body', 'password'], input: { email: 3 } }),
  ])
  const admin = await app.admin()
  const inPath = (await admin.get('/openai/models/pear')).body.detail
  expect(inPath).toMatchObject([{ type: 'int_parsing', loc: ['path', 'idx'], input: 'pear' }])
  const inQuery = (await admin.get('/api/v1/chats/?page=1.5')).body.detail
  expect(inQuery).toMatchObject([{ type: 'int_parsing', loc: ['query', 'page'], input: '1.5' }])
})

test('a body over the cap is 413, declared or not', async () => {
  await using app = await openApp({ env: { MAX_BODY_SIZE: '1000' } })
  const declared = await app.fetch(SIGN_IN, {
    method: 'POST',
    body: ' '.repeat(2000),
    headers: JSON_TYPE,
  })
  expect(declared.status).toBe(413)
  const stream = new ReadableStream({
    start(controller) {
      for (let n = 0; n < 20; n++) controller.enqueue(new Uint8Array(100).fill(32))
      controller.close()
    },
  })
  const streamed = await app.fetch(SIGN_IN, { method: 'POST', body: stream, headers: JSON_TYPE })
  expect(streamed.status).toBe(413)
  expect(await streamed.json()).toHaveProperty('detail')
})

test('a foreign page cannot act with the cookie, a bearer may come from anywhere', async () => {
  await using app = await openApp()
  const { token } = await app.admin()
  const add = (headers: Record<string, string>) =>
    app.nobody.post('/api/v1/auths/api_key', {}, headers)
  const cookie = `token=${token}`
  expect((await add({ cookie, origin: 'https://evil.example' })).status).toBe(403)
  expect((await add({ cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await add({ cookie, origin: app.url })).status).toBe(200)
  expect((await add({ cookie })).status).toBe(200)
  expect(
    (await add({ authorization: `Bearer ${token}`, origin: 'https://evil.example' })).status,
  ).toBe(200)
})

test('cross-origin calls are allowed as configured', async () => {
  const origin = 'https://tool.example'
  const allowed = async (setting: string) => {
    await using app = await openApp({ env: { CORS_ALLOW_ORIGIN: setting } })
    const { headers } = await app.fetch('/api/version', { headers: { origin } })
    return [
      headers.get('access-control-allow-origin'),
      headers.get('access-control-allow-credentials'),
    ]
  }
  expect(await allowed('')).toEqual([null, null])
  expect(await allowed('*')).toEqual(['*', null])
  expect(await allowed(`https://other.example;${origin}`)).toEqual([origin, 'true'])
})

test('every answer carries the safety headers', async () => {
  await using app = await openApp()
  for (const path of ['/health', '/api/v1/nothing']) {
    const { headers } = await app.fetch(path)
    expect(headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})

/** Sends bytes as they are and gives the first of the answer. */
function raw(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const socket = connect(Number(port), hostname, () => socket.write(text))
  socket.once('data', data => {
    resolve(data.toString())
    socket.destroy()
  })
  socket.once('error', reject)
  return promise
}

test('every path of the page answers 200 with the page', async () => {
  await using app = await openApp()
  for (const path of ['/', '/settings/account', '/c/some-chat', '/watching']) {
    const response = await app.fetch(path)
    expect([path, response.status]).toEqual([path, 200])
    expect(await response.text()).toStartWith('<!doctype html>')
  }
})

test('the pictures that the manifest, accounts and other clients name are there', async () => {
  await using app = await openApp()
  const { body } = await app.nobody.get('/manifest.json')
  const { body: ada } = await (await app.admin()).get('/api/v1/auths/')
  const others = [
    '/static/favicon.png',
    '/static/splash.png',
    '/favicon.png',
    ada.profile_image_url,
  ]
  for (const src of [...body.icons.map((icon: { src: string }) => icon.src), ...others]) {
    const response = await app.fetch(src)
    expect([src, response.status]).toEqual([src, 200])
    expect((await app.fetch(src, { method: 'POST' })).status).toBe(405)
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect([...bytes.slice(1, 4)]).toEqual([0x50, 0x4e, 0x47])
  }
})
