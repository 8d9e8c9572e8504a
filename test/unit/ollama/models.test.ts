// Ollama's own routes: lists, versions, inference, each for those who may.
import { expect, test } from 'bun:test'
import { Ollama } from 'ollama'
import { type App, openApp } from '../../app'
import { openProvider, type Provider } from '../../provider'
import { until } from '../../until'

const withServers = (...servers: Provider[]): Promise<App> =>
  openApp({
    env: { ENABLE_OLLAMA_API: 'true', OLLAMA_BASE_URLS: servers.map(({ url }) => url).join(';') },
  })

const share = async (app: App, model: string) =>
  (await app.admin()).post('/api/v1/connections/access', { model, everyone: true })

const names = (body: { models: { model: string }[] }) => body.models.map(({ model }) => model)

test('tags are merged over servers; one server is told apart by its number', async () => {
  await using a = await openProvider({ models: ['both', 'one'] })
  await using b = await openProvider({ models: ['two:7b', 'both'] })
  await using app = await withServers(a, b)
  await share(app, 'two:7b')
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  const { body } = await admin.get('/ollama/api/tags')
  expect(names(body)).toEqual(['both:latest', 'one:latest', 'two:7b'])
  expect(body.models.map(({ urls }: { urls: number[] }) => urls)).toEqual([[0, 1], [0], [1]])
  expect(names((await admin.get('/ollama/api/tags/1')).body)).toEqual(['two:7b', 'both:latest'])
  expect(names((await grace.get('/ollama/api/tags')).body)).toEqual(['two:7b'])
  expect(names((await grace.get('/ollama/api/tags/1')).body)).toEqual(['two:7b'])
  expect(names((await grace.get('/ollama/api/tags/0')).body)).toEqual([])
  expect((await grace.get('/ollama/api/tags/2')).status).toBe(404)
  expect((await grace.get('/ollama/api/tags/x')).status).toBe(422)
})

test('the list in OpenAI’s shape, of all servers and of one', async () => {
  await using a = await openProvider({ models: ['one'] })
  await using b = await openProvider({ models: ['one', 'two'] })
  await using app = await withServers(a, b)
  const admin = await app.admin()
  const all = (await admin.get('/ollama/v1/models')).body
  expect(all).toMatchObject({ object: 'list', data: [{ id: 'one:latest' }, { id: 'two:latest' }] })
  expect(all.data[0]).toMatchObject({ object: 'model', owned_by: 'openai' })
  const one = (await admin.get('/ollama/v1/models/0')).body
  expect(one.data.map(({ id }: { id: string }) => id)).toEqual(['one:latest'])
})

test('prefix and model filter of a connection', async () => {
  await using server = await openProvider({ models: ['one', 'two'] })
  await using app = await openApp()
  const admin = await app.admin()
  const saved = await admin.post('/ollama/config/update', {
    ENABLE_OLLAMA_API: true,
    OLLAMA_BASE_URLS: [`${server.url}/`],
    OLLAMA_API_CONFIGS: {
      [server.url]: { prefix_id: 'px', model_ids: ['two:latest'], key: 'sk-o' },
      'http://gone': { key: 'sk-gone' },
    },
  })
  expect(saved.body.OLLAMA_BASE_URLS).toEqual([server.url])
  expect(Object.keys(saved.body.OLLAMA_API_CONFIGS)).toEqual([server.url])
  expect((await admin.get('/ollama/config')).body).toEqual(saved.body)
  const { body } = await admin.get('/ollama/api/tags')
  expect(body.models).toMatchObject([{ model: 'px.two:latest', name: 'two:latest' }])
  expect(server.last().headers.authorization).toBe('Bearer sk-o')
  const answer = await admin.post('/ollama/api/generate', {
    model: 'px.two',
    prompt: 'a b',
    stream: false,
  })
  expect(answer.body.response).toBe('a b')
  expect(server.last('/api/generate').body).toMatchObject({ model: 'two:latest' })
})

test('anybody may ask for the version; a server that has answered is not called for it again', async () => {
  await using old = await openProvider({ version: 'v0.9.10-rc1' })
  await using young = await openProvider({ version: '0.12.1' })
  await using strange = await openProvider({ version: 'pear' })
  await using app = await withServers(young, old, strange)
  expect((await app.nobody.get('/ollama/api/version')).body).toEqual({ version: 'v0.9.10-rc1' })
  const asked = old.calls.length
  expect((await app.nobody.get('/ollama/api/version/0')).body).toEqual({ version: '0.12.1' })
  expect((await app.nobody.get('/ollama/api/version/1')).body).toEqual({ version: 'v0.9.10-rc1' })
  expect((await app.nobody.get('/ollama/api/version')).body).toEqual({ version: 'v0.9.10-rc1' })
  expect((await app.nobody.get('/ollama/api/version/9')).status).toBe(404)
  expect(old.calls.length).toBe(asked)
  expect((await app.nobody.get('/ollama/')).body).toEqual({ status: true })
  await using dead = await openProvider()
  await dead.close()
  await using alone = await withServers(dead)
  expect((await alone.nobody.get('/ollama/api/version')).status).toBe(500)
  await using off = await openApp()
  expect((await off.nobody.get('/ollama/api/version')).body).toEqual({ version: false })
})

test('generate, embed, embeddings and show answer for open models alone', async () => {
  await using server = await openProvider({ models: ['open', 'closed'] })
  await using app = await withServers(server)
  await share(app, 'open:latest')
  const grace = await app.user('Grace')
  const calls = {
    generate: { prompt: 'one two', stream: false },
    embed: { input: ['a', 'b'], truncate: null },
    embeddings: { prompt: 'a' },
  }
  for (const [endpoint, body] of Object.entries(calls)) {
    const path = `/ollama/api/${endpoint}`
    expect((await grace.post(path, { model: 'open', ...body })).status).toBe(200)
    expect(Object.values(server.last().body as object)).not.toContain(null)
    expect((await grace.post(`${path}/0`, { model: 'open', ...body })).status).toBe(200)
    for (const model of ['closed', 'nowhere']) {
      const refused = await grace.post(path, { model, ...body })
      expect([refused.status, refused.body.detail]).toEqual([400, `Model '${model}' was not found`])
    }
    expect((await grace.post(`${path}/1`, { model: 'open', ...body })).status).toBe(400)
    expect((await grace.post(path, { model: 7, ...body })).status).toBe(422)
  }
  expect((await grace.post('/ollama/api/show', { name: 'open' })).body.details.format).toBe('gguf')
  expect((await grace.post('/ollama/api/show', { model: 'open' })).status).toBe(200)
  expect((await grace.post('/ollama/api/show', { name: 'closed' })).status).toBe(400)
  expect((await grace.post('/ollama/api/show', {})).status).toBe(422)
  expect(JSON.stringify(server.calls.map(({ body }) => body))).not.toContain('closed')
})

test('a user cannot pick a server that has not been opened to him', async () => {
  await using open = await openProvider({ models: ['echo'] })
  await using inner = await openProvider({ models: ['echo', 'inner'] })
  await using app = await withServers(open, inner)
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  const connection = { kind: 'ollama', idx: 0 }
  await admin.post('/api/v1/connections/access', { connection, everyone: true })
  await until(async () => names((await grace.get('/ollama/api/tags')).body).length === 1)
  const ask = (idx: number, model: string) =>
    grace.post(`/ollama/api/generate/${idx}`, { model, prompt: 'x', stream: false })
  expect((await ask(0, 'echo')).status).toBe(200)
  expect((await ask(1, 'echo')).status).toBe(400)
  expect((await ask(1, 'inner')).status).toBe(400)
  expect(inner.calls.filter(({ path }) => path === '/api/generate')).toEqual([])
})

test('a model on several servers is asked where it answers', async () => {
  await using up = await openProvider({ models: ['echo'] })
  await using down = await openProvider({ models: ['echo'] })
  await using app = await withServers(down, up)
  const admin = await app.admin()
  const states = async (): Promise<string[]> => {
    const { data } = (await admin.get('/api/v1/connections/state')).body
    const ours = data.filter(({ kind }: { kind: string }) => kind === 'ollama')
    return ours.map(({ state }: { state: string }) => state)
  }
  await until(async () => (await states()).join() === 'ok,ok')
  await down.close()
  await until(async () => (await states()).join() === 'down,ok')
  for (let n = 0; n < 8; n++) {
    const body = { model: 'echo', prompt: 'x', stream: false }
    expect((await admin.post('/ollama/api/generate', body)).status).toBe(200)
  }
}, 15_000)

test('errors keep Ollama’s status and words; a server that is gone says only that', async () => {
  await using server = await openProvider({ models: ['echo'] })
  await using app = await withServers(server)
  const admin = await app.admin()
  await admin.get('/api/models')
  const ask = (path: string) =>
    admin.post(path, { model: 'echo', name: 'echo', prompt: 'x', input: 'x' })
  const routes = ['/api/generate', '/api/embed', '/api/embeddings', '/api/show']
  const fault = { status: 418, body: { error: `no tea at ${server.url}` } }
  server.paths = Object.fromEntries(routes.map(path => [path, { fault }]))
  for (const path of routes) {
    const answer = await ask(`/ollama${path}`)
    expect([answer.status, answer.body.detail]).toEqual([
      418,
      'Ollama: no tea at (internal address)',
    ])
  }
  await server.close()
  for (const path of routes) {
    const answer = await ask(`/ollama${path}`)
    expect([answer.status, answer.body.detail]).toEqual([
      500,
      expect.stringContaining('Server Connection Error'),
    ])
  }
})

test('verify gives the version of an address and nothing else', async () => {
  await using server = await openProvider({ version: '0.12.6' })
  await using app = await openApp()
  const admin = await app.admin()
  const verify = (url: string) => admin.post('/ollama/verify', { url, key: '' })
  expect((await verify(server.url)).body).toEqual({ version: '0.12.6' })
  server.paths = { '/api/version': { fault: { status: 200, body: { secret: 'plum' } } } }
  const strange = await verify(server.url)
  expect([strange.status, JSON.stringify(strange.body)]).toEqual([
    500,
    expect.not.stringContaining('plum'),
  ])
  server.paths = { '/api/version': { fault: { flood: true } } }
  expect((await verify(server.url)).body.detail).toContain('larger than')
  expect((await verify('gopher://host')).status).toBe(400)
})

test('generate streams line by line and ends at the server when the caller leaves', async () => {
  await using server = await openProvider()
  await using app = await withServers(server)
  const admin = await app.admin()
  const leaving = new AbortController()
  const started = admin.fetch('/ollama/api/generate', {
    method: 'POST',
    body: JSON.stringify({ model: 'steps', prompt: 'one two' }),
    signal: leaving.signal,
  })
  const call = await server.call('/api/generate')
  await server.next()
  const response = await started
  expect(response.headers.get('content-type')).toContain('application/x-ndjson')
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toContain('"one "')
  leaving.abort()
  await call.aborted
})

test('the ollama package works with /ollama as its address', async () => {
  await using server = await openProvider()
  await using app = await withServers(server)
  const { token } = await app.admin()
  const client = new Ollama({
    host: `${app.url}/ollama`,
    headers: { authorization: `Bearer ${token}` },
  })
  expect((await client.list()).models.length).toBeGreaterThan(3)
  let text = ''
  for await (const line of await client.generate({
    model: 'echo',
    prompt: 'un deux',
    stream: true,
  })) {
    text += line.response
  }
  expect(text).toBe('un deux')
  expect((await client.embed({ model: 'embed', input: 'a' })).embeddings[0]).toHaveLength(8)
  expect((await client.show({ model: 'echo' })).capabilities).toContain('completion')
})
