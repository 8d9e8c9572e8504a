// The way through to OpenAI-style servers: what users may ask of models, what only admins reach, what gets through.
import { expect, test } from 'bun:test'
import OpenAI from 'openai'
import { type App, openApp } from '../../app'
import { openProvider, type Provider } from '../../provider'

const withProvider = (provider: Provider, env: Record<string, string> = {}): Promise<App> =>
  openApp({
    env: { ENABLE_OPENAI_API: 'true', OPENAI_API_BASE_URLS: provider.openai, ...env },
  })

const share = async (app: App, model: string) =>
  (await app.admin()).post('/api/v1/connections/access', { model, everyone: true })

test('a user gets vectors and completions of the models that are open to him, of no other', async () => {
  await using provider = await openProvider({ models: ['open', 'closed'] })
  await using app = await withProvider(provider)
  await share(app, 'open')
  const grace = await app.user('Grace')
  const vectors = await grace.post('/openai/embeddings', { model: 'open', input: 'a' })
  expect(vectors.body.data[0].embedding).toHaveLength(8)
  const text = await grace.post('/openai/completions', { model: 'open', prompt: 'one two' })
  expect(text.body.choices[0].text).toBe('one two')
  for (const endpoint of ['embeddings', 'completions', 'responses', 'audio/speech']) {
    for (const model of ['closed', 'nowhere']) {
      const answer = await grace.post(`/openai/${endpoint}`, { model, input: 'a', prompt: 'a' })
      expect([answer.status, answer.body.detail]).toEqual([404, 'Model not found'])
    }
  }
  const models = provider.calls.filter(({ method }) => method === 'POST').map(({ body }) => body)
  expect(models).not.toContainEqual(expect.objectContaining({ model: 'closed' }))
})

test('a model is asked at the connection that has it, under the provider’s own name', async () => {
  await using first = await openProvider({ models: ['echo'], key: 'sk-first' })
  await using second = await openProvider({ models: ['px.embed'], key: 'sk-second' })
  await using app = await openApp()
  const admin = await app.admin()
  await admin.post('/openai/config/update', {
    ENABLE_OPENAI_API: true,
    OPENAI_API_BASE_URLS: [first.openai, second.openai],
    OPENAI_API_KEYS: ['sk-first', 'sk-second'],
    OPENAI_API_CONFIGS: { [second.openai]: { prefix_id: 'px' } },
  })
  const body = { model: 'px.px.embed', input: 'a', dimensions: 4 }
  const answer = await admin.post('/openai/embeddings', body)
  expect(answer.body.data[0].embedding).toHaveLength(4)
  const call = second.last('/v1/embeddings')
  expect(call.body).toEqual({ ...body, model: 'px.embed' })
  expect(call.headers.authorization).toBe('Bearer sk-second')
})

test('what names no model is for admins and goes to the first connection', async () => {
  await using provider = await openProvider({ models: ['echo'], key: 'sk-admin' })
  await using app = await withProvider(provider, { OPENAI_API_KEYS: 'sk-admin' })
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  for (const path of ['files', 'fine_tuning/jobs', 'responses/resp_1', 'models/echo/x']) {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
      const answer = await grace.fetch(`/openai/${path}`, { method })
      expect(answer.status).toBe(401)
    }
  }
  expect(provider.calls).toEqual([])
  const answer = await admin.get('/openai/files?limit=2&include[]=a&include[]=b')
  expect([answer.status, answer.body.detail]).toEqual([404, '404 page not found'])
  const call = provider.last()
  expect([call.path, call.query]).toEqual(['/v1/files', '?limit=2&include[]=a&include[]=b'])
  expect(call.headers.authorization).toBe('Bearer sk-admin')
})

test('no header of the caller gets through, no cookie and no foreign header of the provider', async () => {
  await using provider = await openProvider({ models: ['echo'] })
  const headers = { 'set-cookie': 'token=evil', 'x-ratelimit-limit': '9', location: '/evil' }
  const page = '<script>alert(1)</script>'
  provider.paths = {
    '/v1/files': { fault: { status: 200, body: page, type: 'text/html', headers } },
  }
  await using app = await withProvider(provider)
  const admin = await app.admin()
  const sent = { cookie: 'token=x', 'x-forwarded-for': '1.2.3.4', 'x-secret': 'y' }
  const answer = await admin.get('/openai/files', sent)
  const got = provider.last().headers
  for (const name of ['cookie', 'authorization', 'x-forwarded-for', 'x-secret']) {
    expect(got[name]).toBeUndefined()
  }
  expect(answer.headers.get('set-cookie')).toBeNull()
  expect(answer.headers.get('location')).toBeNull()
  expect(answer.headers.get('x-ratelimit-limit')).toBe('9')
  expect(answer.headers.get('content-security-policy')).toContain('sandbox')
})

test('a path cannot climb out of the connection', async () => {
  await using provider = await openProvider({ base: '/gateway' })
  await using app = await withProvider(provider)
  const { token } = await app.admin()
  const raw = (path: string) => statusOf(app.url, path, token)
  // The server itself tidies these up, and what is left is no path of the proxy.
  await raw('/openai/../admin')
  await raw('/openai/a/../../admin')
  for (const path of [
    '/openai/%2e%2e%2fadmin',
    '/openai/%2E%2E%5Cadmin',
    '/openai/a%2fb',
    '/openai/a%5cb',
    '/openai/%252e%252e/admin',
    '/openai/a//b',
    '/openai/%00',
    '/openai/%ff',
  ]) {
    expect([400, 404]).toContain(await raw(path))
  }
  for (const call of provider.calls) expect(call.path).toStartWith('/v1/')
  expect(provider.calls.some(({ path }) => path.includes('admin'))).toBe(false)
})

/** Sends the path as it stands; `fetch` would tidy it up. */
async function statusOf(url: string, path: string, token: string): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<string>()
  let text = ''
  const socket = await Bun.connect({
    hostname: new URL(url).hostname,
    port: Number(new URL(url).port),
    socket: {
      data: (_, bytes) => {
        text += bytes
      },
      close: () => resolve(text),
    },
  })
  const head = [`GET ${path} HTTP/1.1`, 'Host: hearth', `Authorization: Bearer ${token}`]
  socket.write([...head, 'Connection: close', '', ''].join('\r\n'))
  return Number((await promise).split(' ')[1])
}

test('streams come through as they are made, and end at the provider when the caller leaves', async () => {
  await using provider = await openProvider()
  await using app = await withProvider(provider)
  const admin = await app.admin()
  const leaving = new AbortController()
  const started = admin.fetch('/openai/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'steps', prompt: 'one two three', stream: true }),
    signal: leaving.signal,
  })
  const call = await provider.call('/v1/completions')
  await provider.next()
  const response = await started
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toContain('one ')
  leaving.abort()
  await call.aborted
})

test('a flood stops when its reader does', async () => {
  await using provider = await openProvider({
    script: { fault: { flood: true } },
    models: ['echo'],
  })
  await using app = await withProvider(provider)
  const admin = await app.admin()
  const response = await admin.fetch('/openai/completions', {
    method: 'POST',
    body: JSON.stringify({ model: 'echo', prompt: 'x', stream: true }),
  })
  const reader = response.body?.getReader()
  await reader?.read()
  const call = provider.last('/v1/completions')
  await reader?.cancel()
  await call.aborted
  expect(call.sent).toBeLessThan(128_000_000)
})

test('errors keep the provider’s status and words, without addresses and keys', async () => {
  await using provider = await openProvider({ models: ['echo'] })
  await using app = await withProvider(provider, { OPENAI_API_KEYS: 'sk-very-secret' })
  const admin = await app.admin()
  const ask = () => admin.post('/openai/embeddings', { model: 'echo', input: 'a' })
  const fails = (status: number, body: unknown, headers = {}) => {
    provider.paths = { '/v1/embeddings': { fault: { status, body, headers } } }
  }
  fails(429, { error: { message: 'Slow down' } }, { 'retry-after': '7' })
  const busy = await ask()
  expect([busy.status, busy.body.detail, busy.headers.get('retry-after')]).toEqual([
    429,
    'Slow down',
    '7',
  ])
  expect(busy.body.error).toMatchObject({ message: 'Slow down', code: '429' })
  fails(400, { error: 'Plain' })
  expect((await ask()).body.detail).toBe('Plain')
  fails(
    503,
    `Backend ${provider.url}/x at http://10.0.0.7:9 rejected sk-very-secret, see https://help.example.org/a`,
  )
  const leaky = await ask()
  expect(leaky.status).toBe(503)
  expect(leaky.body.detail).toContain('https://help.example.org/a')
  for (const part of ['127.0.0.1', '10.0.0.7', 'sk-very-secret']) {
    expect(leaky.body.detail).not.toContain(part)
  }
  await provider.close()
  const gone = await ask()
  expect([gone.status, gone.body.detail]).toEqual([
    500,
    expect.stringContaining('Server Connection Error'),
  ])
})

test('a provider that says nothing is given up when its time is over', async () => {
  await using provider = await openProvider({ models: ['echo'] })
  provider.paths = { '/v1/embeddings': { fault: { hang: 'headers' } } }
  await using app = await withProvider(provider, { AIOHTTP_CLIENT_TIMEOUT: '1' })
  const admin = await app.admin()
  const answer = await admin.post('/openai/embeddings', { model: 'echo', input: 'a' })
  expect([answer.status, answer.body.detail]).toEqual([500, expect.stringContaining('too long')])
  await provider.last('/v1/embeddings').aborted
})

test('users cannot reach what lies at the provider under the admin’s key', async () => {
  await using provider = await openProvider({ models: ['echo'] })
  await using app = await withProvider(provider)
  await share(app, 'echo')
  const grace = await app.user('Grace')
  const ask = (more: object) =>
    grace.post('/openai/responses', { model: 'echo', input: 'a', ...more })
  for (const more of [
    { previous_response_id: 'resp_1' },
    { conversation: 'conv_1' },
    { input: [{ role: 'user', content: [{ type: 'input_file', file_id: 'file-1' }] }] },
    { tools: [{ type: 'file_search', vector_store_ids: ['vs_1'] }] },
    { input: [{ type: 'item_reference', id: 'msg_1' }] },
  ]) {
    expect((await ask(more)).status).toBe(403)
  }
  await ask({ store: true })
  expect(provider.last('/v1/responses').body).toEqual({ model: 'echo', input: 'a', store: false })
})

test('a body that names no model is 422, whatever it is', async () => {
  await using provider = await openProvider({ models: ['echo'] })
  await using app = await withProvider(provider)
  const admin = await app.admin()
  for (const body of [[], 'text', 7, null, {}, { model: 7 }, { model: null }]) {
    expect((await admin.post('/openai/embeddings', body)).status).toBe(422)
  }
  expect((await admin.fetch('/openai/embeddings', { method: 'POST' })).status).toBe(422)
})

test('the listing by number: live for admins, what is open for users, 404 and 422 for the rest', async () => {
  await using provider = await openProvider({ models: ['open', 'closed'] })
  await using app = await withProvider(provider)
  await share(app, 'open')
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  const ids = ({ body }: { body: { data: { id: string }[] } }) => body.data.map(({ id }) => id)
  expect(ids(await admin.get('/openai/models/0'))).toEqual(['open', 'closed'])
  expect(ids(await grace.get('/openai/models/0'))).toEqual(['open'])
  expect(ids(await grace.get('/openai/models'))).toEqual(['open'])
  expect((await admin.get('/openai/models/1')).status).toBe(404)
  expect((await admin.get('/openai/models/-1')).status).toBe(404)
  expect((await admin.get('/openai/models/first')).status).toBe(422)
})

test('who asks is told to the provider only where the environment says so', async () => {
  await using provider = await openProvider({ models: ['echo'] })
  await using quiet = await withProvider(provider)
  await (await quiet.admin()).post('/openai/embeddings', { model: 'echo', input: 'a' })
  expect(provider.last().headers['x-openwebui-user-email']).toBeUndefined()
  await using open = await withProvider(provider, { ENABLE_FORWARD_USER_INFO_HEADERS: 'true' })
  const admin = await open.admin()
  await admin.post('/openai/embeddings', { model: 'echo', input: 'a' })
  expect(provider.last().headers).toMatchObject({
    'x-openwebui-user-name': 'Ada',
    'x-openwebui-user-id': admin.id,
    'x-openwebui-user-email': 'ada@example.org',
    'x-openwebui-user-role': 'admin',
  })
})

test('the openai package works with /openai as its address', async () => {
  await using provider = await openProvider({ models: ['embed', 'echo'] })
  await using app = await withProvider(provider)
  const { token } = await app.admin()
  const client = new OpenAI({ baseURL: `${app.url}/openai`, apiKey: token, maxRetries: 0 })
  const models = await client.models.list()
  expect(models.data.map(({ id }) => id)).toEqual(['embed', 'echo'])
  const vectors = await client.embeddings.create({ model: 'embed', input: ['a', 'b'] })
  expect(vectors.data).toHaveLength(2)
  const unknown = client.embeddings.create({ model: 'nowhere', input: 'a' })
  await expect(unknown.then()).rejects.toThrow('404 Model not found')
})
