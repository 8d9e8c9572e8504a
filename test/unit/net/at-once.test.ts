import { expect, test } from 'bun:test'
import { egress } from '../../../src/net/egress'
import type { Limits } from '../../../src/net/limits'
import { failure, ok, openRaw } from './server'

const atOnce = (limits: Partial<Limits> = {}) =>
  egress({ policy: 'admin', limits: { atOnce: 8, ...limits } })

test('a short body whose length is stated has been read when the answer is there', async () => {
  await using server = await openRaw(socket => socket.end(ok('Content-Length: 5', 'whole')))
  const response = await atOnce()(server.url)
  await server.left
  expect(response.headers.get('content-length')).toBe('5')
  expect(await response.text()).toBe('whole')
})

test('a longer one, one of unknown length and an error come as streams', async () => {
  for (const head of [
    ok('Content-Length: 9', 'half'),
    ok('Transfer-Encoding: chunked', '4\r\nhalf\r\n'),
    'HTTP/1.1 500 Oh\r\nContent-Length: 5\r\n\r\nhalf',
  ]) {
    await using server = await openRaw(socket => socket.write(head))
    const response = await atOnce()(server.url)
    const reader = response.body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('half')
    await reader?.cancel()
    await server.left
  }
})

test('a packed body is unpacked as ever', async () => {
  const packed = Bun.gzipSync('a')
  const bytes = `Content-Encoding: gzip\r\nContent-Length: ${packed.length}`
  await using server = await openRaw(socket => {
    socket.write(ok(bytes))
    socket.end(packed)
  })
  expect(await (await atOnce({ atOnce: 100 })(server.url)).text()).toBe('a')
})

test('the cap counts before the length of what is read at once', async () => {
  await using server = await openRaw(socket => socket.write(ok('Content-Length: 8', 'too long')))
  const body = atOnce({ bytes: 7 })(server.url).then(response => response.text())
  expect(await failure(body)).toBe('too-large: The answer is larger than 7 bytes')
})

test('silence and a cut are errors of the body, not of the call', async () => {
  await using silent = await openRaw(socket => socket.write(ok('Content-Length: 5', 'half')))
  const waiting = await atOnce({ idle: 20 })(silent.url)
  expect(waiting.status).toBe(200)
  expect(await failure(waiting.text())).toBe('timeout: The next piece took too long')
  await silent.left

  await using cut = await openRaw(socket => socket.end(ok('Content-Length: 5', 'half')))
  const broken = await atOnce()(cut.url)
  expect(await failure(broken.text())).toBe('broken: The answer was cut off')
})

test('the caller who leaves meanwhile closes the socket', async () => {
  const asked = Promise.withResolvers<void>()
  await using server = await openRaw(socket => {
    socket.write(ok('Content-Length: 5', 'half'), () => asked.resolve())
  })
  const leaving = new AbortController()
  const call = atOnce()(server.url, { signal: leaving.signal })
  await asked.promise
  leaving.abort(new Error('gone'))
  expect(await failure(call.then(response => response.text()))).toBe('Error: gone')
  await server.left
})
