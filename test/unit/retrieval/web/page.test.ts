// Pages that people name: what is read of them, and every address that is not called.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { gzipSync } from 'node:zlib'
import { fetchPage } from '../../../../src/retrieval/web'
import { pdf as makePdf } from '../../../pdf'
import { flood, ok, openRaw } from '../../net/server'
import { calm, type Opened, openHouse, refusal } from './house'

let opened: Opened
let server: Bun.Server<undefined>
const answers = new Map<string, () => Response>()

beforeAll(async () => {
  opened = await openHouse()
  server = Bun.serve({
    port: 0,
    hostname: '0.0.0.0',
    fetch: request =>
      answers.get(new URL(request.url).pathname)?.() ?? new Response('', { status: 404 }),
  })
})
afterAll(async () => {
  await server.stop(true)
  await opened[Symbol.asyncDispose]()
})

const fetched = (address: string) => fetchPage(opened.house, address, calm)

/** The address of an answer of that type. */
function at(path: string, body: BodyInit | null, type: string, init: ResponseInit = {}): string {
  answers.set(
    path,
    () => new Response(body, { ...init, headers: { 'content-type': type, ...init.headers } }),
  )
  return `http://127.0.0.1:${server.port}${path}`
}

const prose = 'Rye wants a long and slow rise, and a hot oven. '.repeat(30)

test('reads the article of a page, with its title, language and description', async () => {
  const address = at(
    '/rye.php',
    `<!doctype html><html lang="en"><head><title>Rye</title>
      <meta name="description" content="How rye is baked"></head><body>
      <nav><a href="/">Home</a></nav><main><h1>Rye bread</h1><p>${prose}</p></main>
      <footer>Imprint</footer><script>document.write('run')</script></body></html>`,
    'text/html; charset=utf-8',
  )
  const page = await fetched(address)
  expect(page).toMatchObject({
    url: address,
    title: 'Rye',
    language: 'en',
    description: 'How rye is baked',
    type: 'text/html',
  })
  expect(page.text).toStartWith('Rye\n')
  expect(page.text).toContain(prose.trim())
  expect(page.text).not.toMatch(/Home|Imprint|run/)
})

test('reads text, markdown, JSON, feeds and PDFs for what they are', async () => {
  const markdown = await fetched(at('/notes', '# Notes\n\n- one', 'text/markdown'))
  expect(markdown.text).toBe('# Notes\n\n- one')
  const json = await fetched(at('/data.html', '{"grain":"rye"}', 'application/ld+json'))
  expect(json.text).toBe('{"grain":"rye"}')
  const feed = await fetched(
    at('/feed', '<rss><channel><title>Mill</title></channel></rss>', 'application/rss+xml'),
  )
  expect(feed.text).toContain('Mill')
  const book = makePdf([['First page about rye.'], ['Second page about wheat.']])
  const pdf = await fetched(at('/book.aspx', book, 'application/pdf'))
  expect(pdf).toMatchObject({ type: 'application/pdf', unit: 'page' })
  expect(pdf.text.slice(pdf.pages[1])).toStartWith('Second page')
})

test('reads letters as the header names them, and as they are when it lies', async () => {
  const cyrillic = Uint8Array.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2])
  const page = await fetched(at('/privet', cyrillic, 'text/plain; charset=windows-1251'))
  expect(page.text).toBe('Привет')
  const lie = await fetched(at('/lie', 'Grüße aus Köln', 'text/plain; charset=iso-8859-1'))
  expect(lie.text).toBe('Grüße aus Köln')
})

test('says why there is nothing to read', async () => {
  const there = `http://127.0.0.1:${server.port}`
  expect(await refusal(fetched(`${there}/nowhere`))).toContain('no page at this address (404)')
  expect(await refusal(fetched(at('/own', 'x', 'text/html', { status: 403 })))).toContain(
    'not open',
  )
  expect(await refusal(fetched(at('/busy', 'x', 'text/html', { status: 429 })))).toContain('later')
  expect(await refusal(fetched(at('/film', 'x', 'video/mp4')))).toContain('video/mp4')
  const app = '<html><body><div id="root"></div><script>draw()</script></body></html>'
  expect(await refusal(fetched(at('/app', app, 'text/html')))).toContain('drawn by scripts')
  const noise = new Uint8Array(4096).fill(1)
  expect(await refusal(fetched(at('/noise', noise, 'text/html')))).toContain('could not be read')
  expect(await refusal(fetched('nonsense'))).toContain('not a web address')
})

// CVE-2024-30256, CVE-2025-65958, CVE-2026-45331, CVE-2026-70485, CVE-2026-87999
test('calls no address inside, however it is spelled', async () => {
  const { port } = server
  const inside = [
    `http://127.0.0.2:${port}/`,
    `http://[::1]:${port}/`,
    `http://2130706434:${port}/`,
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:10.0.0.1]/',
    'http://0.0.0.0/',
    'http://100.64.0.1/',
    'http://192.0.0.24/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[::169.254.169.254]/',
    'http://[2002:a9fe:a9fe::]/',
    'http://[fe80::1]/',
    'http://168.63.129.16/',
    'http://100.100.100.200/',
    'http://[fd00:ec2::254]/',
  ]
  for (const address of inside) {
    expect([address, await refusal(fetched(address))]).toEqual([
      address,
      'WebError: The page could not be fetched: Hearth does not call this address.',
    ])
  }
})

// CVE-2026-45400
test('refuses addresses that two parsers could read differently', async () => {
  const { port } = server
  at('/', 'here', 'text/plain')
  for (const address of [
    `http://example.org\\@127.0.0.1:${port}/`,
    `http://127.0.0.1:${port}\\@example.org:1/`,
    `http://ada:secret@127.0.0.1:${port}/`,
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
  ]) {
    expect([address, await refusal(fetched(address))]).not.toEqual([address, 'answered'])
  }
})

// CVE-2026-45401, CVE-2026-88001
test('follows a page that moved, but not to an address inside', async () => {
  const end = at('/end', 'Here it is.', 'text/plain')
  const moved = (to: string) =>
    at('/moved', null, 'text/plain', { status: 302, headers: { location: to } })
  expect(await fetched(moved(end))).toMatchObject({ url: end, text: 'Here it is.' })
  for (const to of [
    `http://127.0.0.2:${server.port}/end`,
    'http://169.254.169.254/',
    `//[::1]:${server.port}/end`,
  ]) {
    expect(await refusal(fetched(moved(to)))).toContain('does not call this address')
  }
})

// CVE-2026-34225
test('a name inside, an unknown one and a shut port are told alike', async () => {
  const words = new Set<string>()
  for (const address of ['http://localhost:1/', 'http://nothing.invalid/']) {
    words.add(await refusal(fetched(address)))
  }
  expect([...words]).toEqual([
    'WebError: The page could not be fetched: the address could not be reached.',
  ])
})

// CVE-2026-109294
test('a page that unpacks without end is left at its bound', async () => {
  const bomb = gzipSync(Buffer.alloc(100_000_000, 'a'))
  const address = at('/bomb', new Uint8Array(bomb), 'text/html', {
    headers: { 'content-encoding': 'gzip' },
  })
  expect(await refusal(fetched(address))).toContain('larger than 20000000 bytes')
})

test('a page that never ends, drips, is cut off or lies about its length is refused', async () => {
  await using hasty = await openHouse({ WEB_LOADER_TIMEOUT: '1' })
  const soon = (url: string) => refusal(fetchPage(hasty.house, url, calm))
  await using endless = await openRaw(socket => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n')
    flood(socket)
  })
  await using deaf = await openRaw(() => undefined)
  await using short = await openRaw(socket => {
    socket.end(ok('Content-Type: text/html\r\nContent-Length: 100', 'short'))
  })
  await using shut = await openRaw(socket => socket.destroy())
  const told = await Promise.all([endless, deaf, short, shut].map(({ url }) => soon(url)))
  expect(told[0]).toMatch(/larger than|too long/)
  expect(told[1]).toContain('took too long')
  expect(told[2]).toContain('cut off')
  expect(told[3]).toContain('could not be fetched')
  await Promise.all([endless.left, deaf.left])
})

test('whoever leaves ends the call', async () => {
  await using deaf = await openRaw(() => undefined)
  const leaving = new AbortController()
  const call = fetchPage(opened.house, deaf.url, leaving.signal)
  leaving.abort(new Error('gone'))
  expect(await refusal(call)).toBe('Error: gone')
})

test('networks inside are open only where an admin opens them, and services of clouds never', async () => {
  const address = at('/inside', 'From inside.', 'text/plain')
  await using shut = await openHouse({ ENABLE_RAG_LOCAL_WEB_FETCH: 'false' })
  expect(await refusal(fetchPage(shut.house, address, calm))).toContain('does not call')
  await using wide = await openHouse({ RAG_LOCAL_WEB_FETCH_NETWORKS: '0.0.0.0/0, ::/0' })
  expect((await fetchPage(wide.house, address, calm)).text).toBe('From inside.')
  for (const cloud of [
    'http://169.254.169.254/',
    'http://[fd00:ec2::254]/',
    'http://169.254.1.1/',
  ]) {
    expect(await refusal(fetchPage(wide.house, cloud, calm))).toContain('does not call')
  }
})

test('a certificate that nobody vouches for is passed over by the word of an admin alone', async () => {
  const pem = await Bun.file(`${import.meta.dir}/../../net/certificates/one.pem`).text()
  const secret = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    tls: { cert: pem, key: pem },
    fetch: () => new Response('Over TLS.'),
  })
  const address = `https://127.0.0.1:${secret.port}/`
  await using loose = await openHouse({ ENABLE_RAG_WEB_LOADER_SSL_VERIFICATION: 'false' })
  const strict = () => refusal(fetched(address))
  expect(await strict()).toContain('certificate is not trusted')
  expect((await fetchPage(loose.house, address, calm)).text).toBe('Over TLS.')
  // The connection that was let through before is not taken again.
  expect(await strict()).toContain('certificate is not trusted')
  await secret.stop(true)
})
