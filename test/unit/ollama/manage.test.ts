// Models on Ollama servers come and go by an admin's hand, with progress as it is made.
import { expect, test } from 'bun:test'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { openProvider, type Provider } from '../../provider'
import { until } from '../../until'

const withServers = (...servers: Provider[]): Promise<App> =>
  openApp({
    env: { ENABLE_OLLAMA_API: 'true', OLLAMA_BASE_URLS: servers.map(({ url }) => url).join(';') },
  })

const listed = async (who: Caller): Promise<string[]> =>
  (await who.get('/api/models')).body.data.map((model: { id: string }) => model.id)

const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))

test('a pull tells how far it is, and the model is listed after it', async () => {
  await using server = await openProvider({ models: ['echo'] })
  await using app = await withServers(server)
  const admin = await app.admin()
  expect(await listed(admin)).toEqual(['echo:latest'])
  const response = await admin.fetch('/ollama/api/pull', {
    method: 'POST',
    body: JSON.stringify({ name: 'llama', insecure: null }),
  })
  expect(response.headers.get('content-type')).toBe('application/x-ndjson')
  const steps = lines(await response.text())
  expect(steps[0].status).toBe('pulling manifest')
  expect(steps.some(({ total, completed }) => total > 0 && completed >= 0)).toBe(true)
  expect(steps.at(-1)).toEqual({ status: 'success' })
  expect(server.last('/api/pull').body).toEqual({ name: 'llama', model: 'llama' })
  await until(async () => (await listed(admin)).includes('llama:latest'))
})

test('a pull ends at the server when the admin leaves', async () => {
  await using server = await openProvider({ paths: { '/api/pull': { pace: 'steps' } } })
  await using app = await withServers(server)
  const admin = await app.admin()
  const leaving = new AbortController()
  const started = admin.fetch('/ollama/api/pull/0', {
    method: 'POST',
    body: JSON.stringify({ name: 'llama' }),
    signal: leaving.signal,
  })
  const call = await server.call('/api/pull')
  await server.next(2)
  const reader = (await started).body?.getReader()
  await reader?.read()
  leaving.abort()
  await call.aborted
})

test('create, copy, push and delete reach the server that is meant', async () => {
  await using a = await openProvider({ models: ['one'] })
  await using b = await openProvider({ models: ['two'] })
  await using app = await withServers(a, b)
  const admin = await app.admin()
  await until(async () => (await listed(admin)).length === 2)

  const form = { name: 'mine', modelfile: 'FROM two', path: null }
  const made = await admin.post('/ollama/api/create/1', form)
  expect(lines(made.body).at(-1)).toEqual({ status: 'success' })
  expect(b.last('/api/create').body).toEqual({ name: 'mine', model: 'mine', modelfile: 'FROM two' })

  const copied = await admin.post('/ollama/api/copy', { source: 'two', destination: 'second' })
  expect(copied.body).toBe(true)
  expect(b.last('/api/copy').body).toEqual({ source: 'two:latest', destination: 'second' })
  expect(await listed(admin)).toContain('second:latest')

  const pushed = await admin.delete('/ollama/api/push', { name: 'one' })
  expect(lines(pushed.body).at(-1)).toEqual({ status: 'success' })
  expect(a.last('/api/push').body).toMatchObject({ name: 'one:latest' })

  expect((await admin.delete('/ollama/api/delete', { name: 'second' })).body).toBe(true)
  expect(await listed(admin)).not.toContain('second:latest')
  expect(b.models).toEqual(['two', 'mine'])
})

test('what is not there is 400, what the server refuses keeps its status', async () => {
  await using server = await openProvider({ models: ['echo'] })
  await using app = await withServers(server)
  const admin = await app.admin()
  const missing = { status: 400, body: { detail: "Model 'gone' was not found" } }
  expect(await admin.delete('/ollama/api/delete', { name: 'gone' })).toMatchObject(missing)
  expect(await admin.delete('/ollama/api/push', { name: 'gone' })).toMatchObject(missing)
  const copy = await admin.post('/ollama/api/copy', { source: 'gone', destination: 'x' })
  expect(copy).toMatchObject(missing)
  expect((await admin.delete('/ollama/api/delete/0', { name: 'gone' })).status).toBe(404)
  expect((await admin.post('/ollama/api/pull/7', { name: 'x' })).status).toBe(404)
  const refused = await admin.post('/ollama/api/pull', { name: 'missing/model' })
  expect(refused.body).toMatch(/"error"/)
})

test('users manage nothing, pending people least of all', async () => {
  await using server = await openProvider({ models: ['echo'] })
  await using app = await withServers(server)
  for (const who of [await app.user('Grace'), await app.pending('Peter')]) {
    for (const path of ['pull', 'create', 'copy', 'pull/0', 'create/0', 'push']) {
      expect((await who.post(`/ollama/api/${path}`, { name: 'x' })).status).toBe(401)
    }
    for (const path of ['push', 'delete', 'delete/0']) {
      expect((await who.delete(`/ollama/api/${path}`, { name: 'echo' })).status).toBe(401)
    }
    for (const path of ['upload', 'download', 'upload/0', 'download/0']) {
      expect((await who.post(`/ollama/models/${path}`, { url: 'x' })).status).toBe(401)
    }
  }
  expect(server.calls).toEqual([])
})

const events = (text: string) =>
  text
    .split('\n\n')
    .filter(Boolean)
    .map(event => JSON.parse(event.replace(/^data: /, '')))

const upload = async (who: Caller, body: FormData | string, headers = {}) => {
  const response = await who.fetch('/ollama/models/upload', { method: 'POST', body, headers })
  return { status: response.status, text: await response.text() }
}

const leftovers = (app: App): Promise<string[]> =>
  readdir(join(app.dir, 'tmp', 'models')).catch(() => [])

test('CVE-2024-7034, CVE-2024-7037: an uploaded file arrives whole under its hash, and nothing of it stays here', async () => {
  await using server = await openProvider()
  await using app = await withServers(server)
  const admin = await app.admin()
  const bytes = crypto.getRandomValues(new Uint8Array(60_000)).toString()
  const form = new FormData()
  form.append('note', 'a field before the file\r\n--not-the-boundary')
  form.append('file', new File([bytes], '../../../etc/evil.gguf'))
  const { status, text } = await upload(admin, form)
  expect(status).toBe(200)
  const hash = new Bun.CryptoHasher('sha256').update(bytes).digest('hex')
  expect(events(text)).toEqual([
    { progress: 100, completed: bytes.length, total: bytes.length },
    { done: true, blob: `sha256:${hash}`, name: 'evil.gguf' },
  ])
  expect(server.last().bytes.toString()).toBe(bytes)
  expect(await leftovers(app)).toEqual([])
})

test('a refused or broken upload leaves nothing behind', async () => {
  await using server = await openProvider({
    paths: { '*': { fault: { status: 500, body: { error: 'disk full' } } } },
  })
  await using app = await withServers(server)
  const admin = await app.admin()
  const form = new FormData()
  form.append('file', new File(['GGUF'], 'small.gguf'))
  const { text } = await upload(admin, form)
  expect(events(text).at(-1)).toEqual({ error: 'Ollama: disk full' })
  const type = { 'content-type': 'multipart/form-data; boundary=x' }
  const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
  expect(events((await upload(admin, `${head}half`, type)).text)).toEqual([
    { error: 'The form ends too early' },
  ])
  expect((await upload(admin, 'no form', { 'content-type': 'text/plain' })).status).toBe(422)
  const empty = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'
  expect((await upload(admin, empty, type)).status).toBe(422)
  expect((await upload(admin, '', type)).status).toBe(422)
  expect((await upload(admin, `--x${'y'.repeat(50_000)}`, type)).status).toBe(422)
  expect(await leftovers(app)).toEqual([])
})

test('model files are fetched from their two homes alone', async () => {
  await using server = await openProvider()
  await using app = await withServers(server)
  const admin = await app.admin()
  for (const url of [
    `${server.url}/file.gguf`,
    'http://huggingface.co/x',
    'https://huggingface.co.evil.example/x',
    'https://evil.example/https://github.com/',
    'https://github.com@evil.example/x',
  ]) {
    expect((await admin.post('/ollama/models/download', { url })).status).toBe(400)
  }
  expect(server.calls).toEqual([])
})
