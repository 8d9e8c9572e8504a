// Published records about addresses that a server was made to call, through the door that fetches pages.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { gzipSync } from 'node:zlib'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'

const WEB = '/retrieval/api/v1/process/web'
const REFUSED = '[ERROR: The page could not be fetched: Hearth does not call this address.]'

let app: App
let bo: Caller
let visits = 0
let said = 'The page inside.'
let server: Bun.Server<undefined>

/** Stands on every address of this machine, of which 127.0.0.1 alone is the internet. */
beforeAll(async () => {
  server = Bun.serve({
    port: 0,
    hostname: '0.0.0.0',
    fetch(request) {
      visits++
      const { pathname, searchParams } = new URL(request.url)
      const to = searchParams.get('to')
      if (to !== null) return new Response(null, { status: 302, headers: { location: to } })
      if (pathname !== '/bomb') return new Response(said)
      return new Response(new Uint8Array(gzipSync(Buffer.alloc(50_000_000, 'a'))), {
        headers: { 'content-type': 'text/html', 'content-encoding': 'gzip' },
      })
    },
  })
  app = await openApp({
    env: { ENABLE_RAG_LOCAL_WEB_FETCH: 'true', RAG_LOCAL_WEB_FETCH_NETWORKS: '127.0.0.1' },
  })
  bo = await app.user('Bo')
})
afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await server.stop(true)
})

const told = async (url: string): Promise<string> => {
  const { status, body } = await bo.post(WEB, { url, collection_name: '' })
  return `${status} ${body.detail}`
}

test('CVE-2024-30256, CVE-2025-65958, CVE-2026-45331, CVE-2026-70485, CVE-2026-87999: no address inside is called', async () => {
  visits = 0
  for (const host of [
    '127.0.0.2',
    '127.1.1.1',
    '2130706434',
    '0x7f000002',
    '0.0.0.0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.2]',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '192.0.0.24',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '[fc00::1]',
    '[fe80::1]',
    '[ff02::1]',
    '[64:ff9b::a9fe:a9fe]',
    '[::169.254.169.254]',
    '[2002:a9fe:a9fe::1]',
    '[2001:0:a9fe:a9fe::1]',
    '169.254.169.254',
    '168.63.129.16',
    '100.100.100.200',
    '[fd00:ec2::254]',
  ]) {
    expect([host, await told(`http://${host}:${server.port}/`)]).toEqual([host, `400 ${REFUSED}`])
  }
  expect(visits).toBe(0)
})

test('CVE-2026-45400: an address that two parsers read differently is one address, or none', async () => {
  visits = 0
  const { port } = server
  expect(await told(`http://127.0.0.2:${port}\\@127.0.0.1:${port}/`)).toBe(`400 ${REFUSED}`)
  expect(await told(`http://ada:word@127.0.0.1:${port}/`)).toContain('name or password')
  expect(await told(`http://127.0.0.1:${port}@127.0.0.2:${port}/`)).toContain('name or password')
  for (const url of ['file:///etc/passwd', 'ftp://127.0.0.1/', 'javascript:1', 'nonsense', '']) {
    expect([url, (await told(url)).slice(0, 3)]).toEqual([url, '400'])
  }
  expect(visits).toBe(0)
})

test('CVE-2026-45401, CVE-2026-88001: a page that sends its readers inside is not followed there', async () => {
  visits = 0
  const { port } = server
  const inside = [
    `http://127.0.0.2:${port}/`,
    `//[::1]:${port}/`,
    'http://169.254.169.254/latest/meta-data/',
    `http://127.0.0.1:${port}/?to=${encodeURIComponent(`http://127.0.0.3:${port}/`)}`,
  ]
  for (const to of inside) {
    const url = `http://127.0.0.1:${port}/?to=${encodeURIComponent(to)}`
    expect([to, await told(url)]).toEqual([to, `400 ${REFUSED}`])
  }
  expect(visits).toBe(inside.length + 1)
})

test('CVE-2026-34225: what is told of a name says nothing of what is there', async () => {
  visits = 0
  await using shut = await openApp()
  const eve = await shut.user('Eve')
  const words = new Set<string>()
  for (const host of [`localhost:${server.port}`, 'localhost:1', 'nothing.invalid']) {
    const { status, body } = await eve.post(WEB, { url: `http://${host}/` })
    words.add(`${status} ${body.detail}`)
  }
  expect(visits).toBe(0)
  expect([...words]).toEqual([
    '400 [ERROR: The page could not be fetched: the address could not be reached.]',
  ])
})

test('CVE-2026-109294: an answer that unpacks without end is left at its bound', async () => {
  expect(await told(`http://127.0.0.1:${server.port}/bomb`)).toContain('larger than')
})

test('CVE-2026-44554: a page fills no collection but that of its address', async () => {
  visits = 0
  const url = `http://127.0.0.1:${server.port}/`
  for (const collection_name of ['knowledge-bases', `user-memory-${bo.id}`, 'file-1', 'mine']) {
    const { status } = await bo.post(WEB, { url, collection_name })
    expect([collection_name, status >= 400 && status < 500]).toEqual([collection_name, true])
  }
  expect(visits).toBe(0)
  expect((await app.nobody.post(WEB, { url })).status).toBe(403)
  const pending = await app.pending('Cleo')
  expect((await pending.post(WEB, { url })).status).toBe(401)
  expect(visits).toBe(0)
})

test('a page of the internet is read, and read anew', async () => {
  const url = `http://127.0.0.1:${server.port}/page`
  const { status, body } = await bo.post(WEB, { url, collection_name: '' })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    status: true,
    filename: url,
    file: { data: { content: 'The page inside.' }, meta: { name: url } },
  })
  expect(body.collection_name).toMatch(/^[\da-f]{63}$/)
  said = 'The page as it is now.'
  const again = await bo.post(WEB, { url, collection_name: '' })
  expect(again.body.file).toMatchObject({ id: body.file.id, data: { content: said } })
  const question = { collection_names: [body.collection_name], query: 'page', k: 5 }
  const found = await bo.post('/retrieval/api/v1/query/collection', question)
  expect(found.body.documents).toEqual([[said]])
  const dora = await app.user('Dora')
  const strange = await dora.post('/retrieval/api/v1/query/collection', question)
  expect(strange.body.documents).toEqual([[]])
})

test('LobeChat CVE-2024-37895: the key of a search engine does not go where its address is moved', async () => {
  const ada = await app.admin()
  const update = '/retrieval/api/v1/config/update'
  const search = (more: object) => ({ web: { search: { enabled: true, engine: 'bing', ...more } } })
  await ada.post(update, search({ bing_search_v7_subscription_key: 'key-of-ada' }))
  visits = 0
  await ada.post(update, search({ bing_search_v7_endpoint: server.url.href }))
  const { body } = await bo.post('/retrieval/api/v1/process/web/search', { query: 'rye' })
  expect(body.detail).toContain('Bing needs a key')
  expect(visits).toBe(0)
})
