import { expect, test } from 'bun:test'
import { egress } from '../../../src/net/egress'
import { EgressError } from '../../../src/net/failure'
import { ok, openRaw } from './server'

/** A user's egress for which this machine's 127.0.0.1 is the internet, and nothing else is. */
const user = (names: Record<string, string[]> = {}) =>
  egress({ policy: 'user', allow: ['127.0.0.1'], lookup: async host => names[host] ?? [] })

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'answered',
    error => (error instanceof EgressError ? error.code : String(error)),
  )

test('a user reaches no address inside, however it is spelled', async () => {
  const inside = [
    'http://127.0.0.2/',
    'http://2130706434/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://0.0.0.0/',
    'http://169.254.169.254/latest/meta-data/',
    'http://168.63.129.16/',
    'http://100.64.0.1/',
    'http://192.168.0.1:8080/',
  ]
  for (const url of inside) expect([url, await codeOf(user()(url))]).toEqual([url, 'forbidden'])
})

test('an address that is no web address is refused before anything else', async () => {
  const wrong = [
    'file:///etc/passwd',
    'ftp://1.1.1.1/',
    'gopher://x',
    'nonsense',
    'http://a@1.1.1.1/',
  ]
  for (const url of wrong) expect([url, await codeOf(user()(url))]).toEqual([url, 'address'])
})

test('a name fails with the same words whether it is unknown, inside or silent', async () => {
  const fetch = user({
    'inside.test': ['10.0.0.1'],
    'mixed.test': ['1.1.1.1', '10.0.0.1'],
    'deaf.test': ['127.0.0.1'],
  })
  const words = new Set<string>()
  for (const host of ['unknown.test', 'inside.test', 'mixed.test', 'deaf.test:1']) {
    const error = await fetch(`http://${host}/`).catch(reason => reason)
    expect(error).toBeInstanceOf(EgressError)
    words.add(`${error.code} ${error.message}`)
  }
  expect([...words]).toEqual(['unreachable The address could not be reached'])
})

test('CVE-2026-54020, CVE-2026-87996: the connection goes to the address that was checked, not to the next answer of the name server', async () => {
  let asked = 0
  await using server = await openRaw((socket, head) => {
    const host = /host: (.*)\r/i.exec(head)?.[1] ?? ''
    socket.end(ok(`Content-Length: ${host.length}`, host))
  })
  const rebinding = egress({
    policy: 'user',
    allow: ['127.0.0.1'],
    lookup: async () => (asked++ === 0 ? ['127.0.0.1'] : ['127.0.0.2']),
  })
  const response = await rebinding(`http://public.test:${server.port}/`)
  expect(await response.text()).toBe(`public.test:${server.port}`)
  expect(asked).toBe(1)
})

test('each redirect is checked again, and one that leads inside is not followed', async () => {
  let visits = 0
  const server = Bun.serve({
    port: 0,
    hostname: '0.0.0.0',
    fetch(request) {
      visits++
      const { pathname, searchParams } = new URL(request.url)
      if (pathname === '/end') return new Response('here')
      return new Response(null, {
        status: 302,
        headers: { location: searchParams.get('to') ?? '' },
      })
    },
  })
  const fetch = user({ 'inside.test': ['127.0.0.2'] })
  const via = (to: string) => fetch(`http://127.0.0.1:${server.port}/?to=${encodeURIComponent(to)}`)

  const answer = await via('/end')
  expect(await answer.text()).toBe('here')
  expect(answer.url).toBe(`http://127.0.0.1:${server.port}/end`)
  visits = 0
  for (const target of [`http://127.0.0.2:${server.port}/end`, `//[::1]:${server.port}/end`]) {
    expect(await codeOf(via(target))).toBe('forbidden')
  }
  expect(await codeOf(via(`http://inside.test:${server.port}/end`))).toBe('forbidden')
  expect(await codeOf(via('file:///etc/passwd'))).toBe('address')
  expect(visits).toBe(4)
  await server.stop(true)
})

test('the sixth redirect is one too many', async () => {
  let visits = 0
  await using server = await openRaw(socket => {
    visits++
    socket.end('HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n')
  })
  expect(await codeOf(user()(server.url))).toBe('redirect')
  expect(visits).toBe(6)
})

test('what says who the caller is does not follow him to another origin', async () => {
  const heads: string[] = []
  await using target = await openRaw((socket, head) => {
    heads.push(head)
    socket.end(ok('Content-Length: 0'))
  })
  await using start = await openRaw(socket => {
    socket.end(`HTTP/1.1 302 Found\r\nLocation: ${target.url}\r\nContent-Length: 0\r\n\r\n`)
  })
  const headers = {
    authorization: 'Bearer k',
    cookie: 'a=b',
    'x-api-key': 'k',
    'user-agent': 'Hearth',
  }
  await user()(start.url, { method: 'POST', headers, body: 'secret' })
  expect(heads[0]).toStartWith('GET / HTTP/1.1')
  expect(heads[0]).toMatch(/user-agent: Hearth/i)
  expect(heads[0]).not.toMatch(/bearer|cookie|x-api-key|secret/i)
})

test('an admin reaches this machine and his network, but no cloud service', async () => {
  await using server = await openRaw(socket => socket.end(ok('Content-Length: 2', 'hi')))
  const admin = egress({ policy: 'admin' })
  expect(await (await admin(server.url)).text()).toBe('hi')
  for (const host of ['169.254.169.254', '[fe80::1]', '168.63.129.16', '[::ffff:169.254.1.1]']) {
    expect([host, await codeOf(admin(`http://${host}/`))]).toEqual([host, 'forbidden'])
  }
  const named = egress({ policy: 'admin', lookup: async () => ['169.254.169.254'] })
  expect(await codeOf(named('http://metadata.test/'))).toBe('forbidden')
})

test("an admin's call follows no redirect, and its key stays with its origin", async () => {
  await using server = await openRaw(socket => {
    socket.end('HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n')
  })
  const admin = egress({ policy: 'admin', origin: server.url })
  expect(await codeOf(admin(server.url, { headers: { authorization: 'Bearer k' } }))).toBe(
    'redirect',
  )
  expect(await codeOf(admin('http://127.0.0.1:1/'))).toBe('forbidden')
})

test('a name and password in the address of a connection become its authorization', async () => {
  const heads: string[] = []
  await using server = await openRaw((socket, head) => {
    heads.push(head)
    socket.end(ok('Content-Length: 0'))
  })
  const url = `http://ada:p%40ss@127.0.0.1:${server.port}/api/tags`
  await egress({ policy: 'admin' })(url)
  expect(heads[0]).toMatch(/^GET \/api\/tags /)
  expect(heads[0]).toMatch(new RegExp(`authorization: Basic ${btoa('ada:p@ss')}`, 'i'))
})

test('a name with two addresses is tried at both', async () => {
  await using server = await openRaw(socket => socket.end(ok('Content-Length: 2', 'hi')))
  const admin = egress({ policy: 'admin', lookup: async () => ['127.0.0.9', '127.0.0.1'] })
  const response = await admin(`http://two.test:${server.port}/`, { method: 'POST', body: 'x' })
  expect(await response.text()).toBe('hi')
})

test('over TLS the certificate is checked against the name, at the pinned address', async () => {
  const file = (name: string) => Bun.file(`${import.meta.dir}/certificates/${name}.pem`).text()
  const [one, two, ca] = await Promise.all(['one', 'two', 'ca'].map(file))
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    tls: [
      { serverName: 'one.test', cert: one, key: one },
      { serverName: 'two.test', cert: two, key: two },
    ],
    fetch: request => new Response(request.headers.get('host')),
  })
  const options = { policy: 'admin' as const, lookup: async () => ['127.0.0.1'] }
  const trusting = egress({ ...options, ca: ca ?? '' })
  for (const host of ['one.test', 'two.test', 'one.test']) {
    const response = await trusting(`https://${host}:${server.port}/`)
    expect(await response.text()).toBe(`${host}:${server.port}`)
  }
  for (const call of [trusting, egress(options)]) {
    const error = await call(`https://three.test:${server.port}/`).catch(reason => reason)
    expect(error.message).toBe("The server's certificate is not trusted")
  }
  await server.stop(true)
})

test('a Request object, a stream as a body and other methods go through', async () => {
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: async request =>
      Response.json([request.method, request.headers.get('x-a'), await request.text()]),
  })
  const admin = egress({ policy: 'admin' })
  const init = { method: 'PUT', body: 'whole', headers: { 'x-a': '1' } }
  expect(await (await admin(new Request(server.url, init))).json()).toEqual(['PUT', '1', 'whole'])
  const body = new Blob(['in ', 'pieces']).stream()
  const streamed = await admin(server.url, { method: 'POST', body })
  expect(await streamed.json()).toEqual(['POST', null, 'in pieces'])
  await server.stop(true)
})
