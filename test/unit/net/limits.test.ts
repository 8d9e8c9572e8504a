import { expect, test } from 'bun:test'
import { brotliCompressSync, constants, createGzip, gzipSync, zstdCompressSync } from 'node:zlib'
import { egress } from '../../../src/net/egress'
import type { Limits } from '../../../src/net/limits'
import { failure, flood, ok, openRaw } from './server'

const within = (limits: Partial<Limits>) => egress({ policy: 'admin', limits })

const text = async (call: Promise<Response>): Promise<string> => (await call).text()

test('a server that never answers is left after the time for headers', async () => {
  await using server = await openRaw(() => undefined)
  expect(await failure(within({ headers: 20 })(server.url))).toBe(
    'timeout: The first byte took too long',
  )
  await server.left
})

test('a name server that never answers is left too', async () => {
  const lookup = () => new Promise<string[]>(() => undefined)
  const call = egress({ policy: 'user', lookup, limits: { headers: 20 } })('http://slow.test/')
  expect(await failure(call)).toStartWith('timeout')
})

test('a body that falls silent is left, whatever came before', async () => {
  await using server = await openRaw(socket => socket.write(ok('Content-Length: 9', 'half')))
  const call = text(within({ idle: 20, headers: 5_000 })(server.url))
  expect(await failure(call)).toBe('timeout: The next piece took too long')
  await server.left
})

test("the reader's own pauses do not count as silence", async () => {
  await using server = await openRaw(socket => socket.end(ok('Content-Length: 4', 'half')))
  await using silent = await openRaw(socket => socket.write(ok('Content-Length: 4')))
  const call = within({ idle: 20 })
  const response = await call(server.url)
  // A silence as long has ended another call meanwhile.
  expect(await failure(text(call(silent.url)))).toStartWith('timeout')
  expect(await response.text()).toBe('half')
})

test('an answer that drips for ever ends at its deadline', async () => {
  await using server = await openRaw(socket => {
    socket.write(ok('Transfer-Encoding: chunked'))
    const drip = setInterval(() => socket.write('1\r\na\r\n'), 2)
    socket.on('close', () => clearInterval(drip))
  })
  const call = text(within({ deadline: 50, idle: 5_000 })(server.url))
  expect(await failure(call)).toBe('timeout: The answer took too long')
  await server.left
})

test('a body over its cap is cut off, and the server is not read to its end', async () => {
  const count: { sent: number }[] = []
  await using server = await openRaw(socket => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    count.push(flood(socket))
  })
  const call = text(within({ bytes: 100_000 })(server.url))
  expect(await failure(call)).toBe('too-large: The answer is larger than 100000 bytes')
  await server.left
  expect(count[0]?.sent).toBeLessThan(64_000_000)
})

test('nothing is read while nobody reads', async () => {
  const count: { sent: number }[] = []
  await using server = await openRaw(socket => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    count.push(flood(socket))
  })
  const response = await within({})(server.url)
  const reader = response.body?.getReader()
  await reader?.read()
  let before = -1
  while (before !== count[0]?.sent) {
    before = count[0]?.sent ?? 0
    await Bun.sleep(50)
  }
  expect(before).toBeLessThan(64_000_000)
  await reader?.cancel()
  await server.left
})

test('the caller who leaves before, during and after the headers closes the socket', async () => {
  const already = AbortSignal.abort(new Error('gone already'))
  expect(await failure(within({})('http://127.0.0.1:1/', { signal: already }))).toBe(
    'Error: gone already',
  )
  await using deaf = await openRaw(() => undefined)
  const early = new AbortController()
  const waiting = within({})(deaf.url, { signal: early.signal })
  early.abort(new Error('gone early'))
  expect(await failure(waiting)).toBe('Error: gone early')

  await using stream = await openRaw(socket => socket.write(ok('Content-Length: 9', 'half')))
  const late = new AbortController()
  const response = await within({})(stream.url, { signal: late.signal })
  const reader = response.body?.getReader()
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('half')
  const next = Promise.resolve(reader?.read())
  late.abort(new Error('gone late'))
  expect(await failure(next)).toBe('Error: gone late')
  await stream.left
})

test('cancelling the body closes the socket', async () => {
  await using server = await openRaw(socket => socket.write(ok('Content-Length: 9', 'half')))
  const response = await within({})(server.url)
  const reader = response.body?.getReader()
  await reader?.read()
  await reader?.cancel()
  await server.left
})

test('an answer that is shorter than it says, or cut between chunks, is an error', async () => {
  await using short = await openRaw(socket => socket.end(ok('Content-Length: 100', 'short')))
  expect(await failure(text(within({})(short.url)))).toBe('broken: The answer was cut off')
  await using cut = await openRaw(socket => {
    socket.end(ok('Transfer-Encoding: chunked', '5\r\nhello\r\n'))
  })
  expect(await failure(text(within({})(cut.url)))).toBe('broken: The answer was cut off')
})

test('an answer that is longer than it says ends where it said', async () => {
  await using server = await openRaw(socket => socket.end(ok('Content-Length: 3', 'longer')))
  expect(await text(within({})(server.url))).toBe('lon')
})

test('what is no HTTP, or is closed at once, or has endless headers, fails in words', async () => {
  await using ssh = await openRaw(socket => socket.end('SSH-2.0-OpenSSH_9.2\r\n\r\n'))
  expect(await failure(within({})(ssh.url))).toStartWith('broken: ')
  await using closed = await openRaw(socket => socket.destroy())
  expect(await failure(within({})(closed.url))).toStartWith('unreachable: ')
  await using odd = await openRaw(socket =>
    socket.end('HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n'),
  )
  expect(await failure(within({})(odd.url))).toStartWith('broken: ')
  await using headers = await openRaw(socket => {
    const line = `X-A: ${'a'.repeat(60_000)}\r\n`
    socket.write('HTTP/1.1 200 OK\r\n')
    const pump = (): void => {
      while (!socket.destroyed && socket.write(line));
      if (!socket.destroyed) socket.once('drain', pump)
    }
    pump()
  })
  expect(await failure(within({})(headers.url))).toStartWith('broken: ')
  await headers.left
})

const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }
const packed = {
  gzip: (data: Buffer) => gzipSync(data, { level: 1 }),
  br: (data: Buffer) => brotliCompressSync(data, quick),
  zstd: (data: Buffer) => zstdCompressSync(data),
}

for (const [encoding, pack] of Object.entries(packed)) {
  test(`an answer packed with ${encoding} is unpacked; a bomb is stopped at the cap`, async () => {
    const serve = (body: Buffer) =>
      openRaw(socket => {
        socket.write(ok(`Content-Encoding: ${encoding}\r\nContent-Length: ${body.length}`))
        socket.end(body)
      })
    await using small = await serve(pack(Buffer.from('small and neat')))
    const response = await within({ bytes: 1_000 })(small.url)
    expect(response.headers.get('content-encoding')).toBeNull()
    expect(response.headers.get('content-length')).toBeNull()
    expect(await response.text()).toBe('small and neat')

    await using bomb = await serve(pack(Buffer.alloc(100_000_000)))
    const reader = (await within({ bytes: 1_000_000 })(bomb.url)).body?.getReader()
    let seen = 0
    const readAll = async (): Promise<void> => {
      for (let part = await reader?.read(); !part?.done; part = await reader?.read()) {
        seen += part?.value?.length ?? 0
      }
    }
    expect(await failure(readAll())).toStartWith('too-large')
    expect(seen).toBeLessThanOrEqual(1_000_000)
  })
}

test('an answer that is not packed as it says, or in an unknown way, is an error', async () => {
  for (const encoding of ['gzip', 'br', 'zstd', 'deflate', 'compress', 'gzip, gzip']) {
    await using server = await openRaw(socket => {
      socket.end(ok(`Content-Encoding: ${encoding}\r\nContent-Length: 9`, 'not that!'))
    })
    const said = await failure(text(within({})(server.url)))
    expect([encoding, said]).toEqual([encoding, expect.stringMatching(/^broken: /)])
  }
})

test('a stream arrives piece by piece, packed or not', async () => {
  for (const isPacked of [false, true]) {
    const gzip = createGzip({ flush: constants.Z_SYNC_FLUSH })
    await using server = await openRaw(socket => {
      const encoding = isPacked ? 'Content-Encoding: gzip\r\n' : ''
      socket.write(`HTTP/1.1 200 OK\r\n${encoding}\r\n`)
      gzip.on('data', data => socket.write(isPacked ? data : String(words.shift())))
    })
    const words = ['one', 'two', 'three']
    const response = await within({})(server.url)
    const reader = response.body?.getReader()
    for (const word of [...words]) {
      gzip.write(word)
      const part = await reader?.read()
      expect(new TextDecoder().decode(part?.value)).toBe(word)
    }
    gzip.end()
    await reader?.cancel()
  }
})
