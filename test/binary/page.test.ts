// The web client as the executable serves it: from inside itself, compressed, cached for good.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { emptyFolder, type Hearth, serve } from './hearth'

let stack: AsyncDisposableStack
let hearth: Hearth

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  const folder = stack.use(await emptyFolder())
  hearth = stack.use(await serve({ dir: folder.path }))
})
afterAll(() => stack.disposeAsync())

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(hearth.url + path, {
    method,
    headers: { 'accept-encoding': 'identity', ...headers },
    decompress: false,
  })

async function assets(): Promise<string[]> {
  const page = await (await get('/')).text()
  return [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path)
}

test('every path that is nothing else answers the page', async () => {
  const home = await (await get('/')).text()
  expect(home).toContain('<!doctype html>')
  for (const path of ['/c/8f9e1c80-0000-4000-8000-000000000000', '/settings', '/no/such/page']) {
    const answer = await get(path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toStartWith('text/html')
    expect(await answer.text()).toBe(home)
  }
})

test('the page is asked for anew, its assets never', async () => {
  expect((await get('/')).headers.get('cache-control')).toBe('no-cache')
  const paths = await assets()
  expect(paths.length).toBeGreaterThanOrEqual(2)
  for (const path of paths) {
    const answer = await get(path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(path).toMatch(/-[\w]{6,}\.\w+$/)
  }
})

test('scripts and styles of any size come compressed, each way with the same content', async () => {
  const paths = (await assets()).filter(path => /\/index-\w+\.(js|css)$/.test(path))
  expect(paths).toHaveLength(2)
  for (const path of paths) {
    const plain = Buffer.from(await (await get(path)).arrayBuffer())
    const br = await get(path, { 'accept-encoding': 'gzip, deflate, br, zstd' })
    expect(br.headers.get('content-encoding')).toBe('br')
    expect(br.headers.get('vary')).toContain('accept-encoding')
    expect(brotliDecompressSync(await br.arrayBuffer()).equals(plain)).toBe(true)
    const gzip = await get(path, { 'accept-encoding': 'gzip' })
    expect(gzip.headers.get('content-encoding')).toBe('gzip')
    expect(gunzipSync(await gzip.arrayBuffer()).equals(plain)).toBe(true)
  }
})

test('what the browser has already is not sent again', async () => {
  for (const path of ['/', ...(await assets())]) {
    const etag = (await get(path)).headers.get('etag') ?? ''
    expect(etag).not.toBe('')
    const again = await get(path, { 'if-none-match': etag })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200)
  }
})

test('HEAD tells the length and sends nothing', async () => {
  for (const path of ['/', ...(await assets())]) {
    const whole = await get(path)
    const head = await get(path, {}, 'HEAD')
    expect(head.status).toBe(200)
    expect(head.headers.get('content-type')).toBe(whole.headers.get('content-type'))
    expect(Number(head.headers.get('content-length'))).toBe((await whole.arrayBuffer()).byteLength)
    expect(await head.text()).toBe('')
  }
})

test('an asset that is none is 404, never the page', async () => {
  const answer = await get('/assets/gone-1234567.js')
  expect(answer.status).toBe(404)
  expect(answer.headers.get('content-type')).toStartWith('application/json')
})

test('the first load is at most 250 KB of compressed JavaScript', async () => {
  let size = 0
  for (const path of (await assets()).filter(path => path.endsWith('.js'))) {
    const answer = await get(path, { 'accept-encoding': 'br' })
    size += (await answer.arrayBuffer()).byteLength
  }
  expect(size).toBeGreaterThan(20_000)
  expect(size).toBeLessThan(250_000)
})

test('scripts come from here alone', async () => {
  const policy = (await get('/')).headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'self'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toContain('unsafe-eval')
})
