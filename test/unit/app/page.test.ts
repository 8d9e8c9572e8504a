// The one page of the web client, and what stands beside it.
import { expect, test } from 'bun:test'
import { openPack, pack, plain } from '../../../src/app/pack'
import { openApp } from '../../app'

test('the page answers every address that is nobody else’s', async () => {
  await using app = await openApp()
  for (const path of ['/', '/auth', '/c/3c8d5b0e', '/settings/account', '/no/such/page']) {
    const response = await app.fetch(path)
    expect([path, response.status]).toEqual([path, 200])
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await response.text()).toContain('<div id="root">')
  }
})

test('the address of a video leads to a new chat about it', async () => {
  await using app = await openApp()
  const go = async (path: string, method = 'GET') => {
    const { status, headers } = await app.fetch(path, { method, redirect: 'manual' })
    return [status, headers.get('location')]
  }
  expect(await go('/watch?v=dQw4w9WgXcQ&t=42')).toEqual([307, '/?youtube=dQw4w9WgXcQ'])
  expect(await go('/any/where/watch?v=a%26b%20%0d%0ac')).toEqual([307, '/?youtube=a%26b+%0D%0Ac'])
  expect(await go('/watch')).toEqual([200, null])
  expect(await go('/watch?x=1')).toEqual([200, null])
  expect(await go('/watch?v=x', 'POST')).toEqual([405, null])
})

test('the page and its assets are the same bytes however they are asked for', async () => {
  await using app = await openApp()
  const get = (path: string, encoding: string, method = 'GET') =>
    app.fetch(path, { method, headers: { 'accept-encoding': encoding } })
  const html = await (await get('/', 'identity')).text()
  const script = /src="(\/assets\/index-[^"]+)"/.exec(html)?.[1] ?? ''
  for (const path of ['/', script, '/static/favicon.png']) {
    const plain = await get(path, 'identity')
    const length = plain.headers.get('content-length')
    expect([path, plain.status, plain.headers.get('content-encoding')]).toEqual([path, 200, null])
    const bytes = await plain.bytes()
    expect(bytes.byteLength).toBeGreaterThan(0)
    expect(length).toBe(String(bytes.byteLength))
    expect((await get(path, 'identity', 'HEAD')).headers.get('content-length')).toBe(length)
    for (const encoding of ['gzip', 'br']) {
      const same = await (await get(path, encoding)).bytes()
      expect([path, encoding, Bun.hash(same)]).toEqual([path, encoding, Bun.hash(bytes)])
    }
  }
})

test('what is packed compressed is not packed as it is besides', async () => {
  const file = (path: string, bytes: Uint8Array<ArrayBuffer>, type: string) => ({
    path,
    bytes,
    type,
    immutable: true,
  })
  const text = new TextEncoder().encode('tide '.repeat(1000))
  const files = [
    file('/a.js', text, 'text/javascript'),
    file('/b.js', text.slice(0, 100), 'text/javascript'),
    file('/c.png', text, 'image/png'),
  ]
  const { entries, body } = await openPack(new Blob([pack(files)]))
  expect(entries.map(({ size, places }) => [size, Object.keys(places)])).toEqual([
    [5000, ['br', 'gzip']],
    [100, ['identity']],
    [5000, ['identity']],
  ])
  for (const [n, entry] of entries.entries())
    expect(await (await plain(entry, body)).bytes()).toEqual(files[n]?.bytes ?? new Uint8Array())
})
