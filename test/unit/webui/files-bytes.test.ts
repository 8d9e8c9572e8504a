// The bytes of files as they leave: whole and in part, with tags, and never with a type that could run.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { PNG, send } from '../../files'

let app: App
let bob: Caller
const TEXT = 'abcdefghijklmnopqrstuvwxyz'
let path: string

beforeAll(async () => {
  app = await openApp()
  bob = await app.user('Bob')
  path = await sent('alphabet.txt', TEXT)
})
afterAll(() => app[Symbol.asyncDispose]())

async function sent(name: string, content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  return `/api/v1/files/${(await send(bob, name, content)).body.id}/content`
}

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

test('a file comes whole, with its length and a tag', async () => {
  const answer = await bob.fetch(path)
  expect(await answer.text()).toBe(TEXT)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-length': '26',
    'accept-ranges': 'bytes',
    etag: `"${new Bun.CryptoHasher('sha256').update(TEXT).digest('hex')}"`,
    'cache-control': 'private, no-cache',
    'last-modified': expect.stringContaining('GMT'),
  })
})

test('a part of a file comes as it is asked for', async () => {
  const part = async (range: string, more: Record<string, string> = {}) => {
    const answer = await bob.fetch(path, { headers: { range, ...more } })
    return [answer.status, answer.headers.get('content-range'), await answer.text()]
  }
  expect(await part('bytes=0-0')).toEqual([206, 'bytes 0-0/26', 'a'])
  expect(await part('bytes=3-5')).toEqual([206, 'bytes 3-5/26', 'def'])
  expect(await part('bytes=24-')).toEqual([206, 'bytes 24-25/26', 'yz'])
  expect(await part('bytes=-2')).toEqual([206, 'bytes 24-25/26', 'yz'])
  expect(await part('bytes=20-999')).toEqual([206, 'bytes 20-25/26', 'uvwxyz'])
  expect(await part('bytes=-999')).toEqual([206, 'bytes 0-25/26', TEXT])
  expect(await part('bytes=26-')).toEqual([416, 'bytes */26', ''])
  expect(await part('bytes=-0')).toEqual([416, 'bytes */26', ''])
  // What is no single range may be answered with the whole.
  for (const odd of [
    'bytes=5-3',
    'bytes=0-1,3-4',
    'bytes=-',
    'lines=1-2',
    `bytes=${'9'.repeat(40)}-`,
  ])
    expect([odd, ...(await part(odd))]).toEqual([odd, 200, null, TEXT])
  expect(await part('bytes=0-0', { 'if-range': '"of another copy"' })).toEqual([200, null, TEXT])
})

test('who has the file already is told so', async () => {
  const etag = (await bob.fetch(path)).headers.get('etag') ?? ''
  for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const answer = await bob.fetch(path, { headers: { 'if-none-match': tag } })
    expect([tag, answer.status, await answer.text()]).toEqual([tag, 304, ''])
  }
  const other = await bob.fetch(path, { headers: { 'if-none-match': '"other"' } })
  expect(other.status).toBe(200)
  const part = await bob.fetch(path, { headers: { range: 'bytes=0-1', 'if-range': etag } })
  expect(part.status).toBe(206)
})

test('a question for the headers alone is answered without the bytes', async () => {
  const answer = await bob.fetch(path, { method: 'HEAD' })
  expect([answer.status, answer.headers.get('content-length')]).toEqual([200, '26'])
  expect(await answer.text()).toBe('')
  const stranger = await app.user('Mallory')
  expect((await stranger.fetch(path, { method: 'HEAD' })).status).toBe(404)
})

test('pictures, PDF, sound and film show in place, by what their bytes say', async () => {
  const shown: [type: string, name: string, content: Uint8Array<ArrayBuffer>][] = [
    ['image/png', 'a.png', PNG],
    ['image/png', 'really-a-picture.html', PNG],
    ['application/pdf', 'a.pdf', bytes('%PDF-1.4\n')],
    ['audio/wav', 'a.wav', bytes('RIFF\x24\0\0\0WAVEfmt ')],
    ['audio/mpeg', 'a.mp3', bytes('ID3\x03\0\0\0\0\0\0')],
    ['video/mp4', 'a.mp4', bytes('\0\0\0\x18ftypisom\0\0\0\0')],
    ['image/avif', 'a.avif', bytes('\0\0\0\x18ftypavif\0\0\0\0')],
  ]
  for (const [type, name, content] of shown) {
    const { headers } = await bob.fetch(await sent(name, content))
    expect([name, headers.get('content-type')]).toEqual([name, type])
    expect(headers.get('content-disposition')).toStartWith('inline; ')
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})

test('CVE-2025-46571, CVE-2024-7044, CVE-2026-45315: what could run is a download without a type, under every path', async () => {
  const script = '<html><script>alert(document.cookie)</script></html>'
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
  for (const [name, content] of [
    ['pwn.html', script],
    ['pwn.txt', script],
    ['pwn.png', script],
    ['pwn.svg', svg],
    ['pwn.xhtml', script],
    ['pwn', script],
    ['pwn.pdf', `${script}%PDF-1.4`],
    ['pwn.wav.html', `GIF99a${script}`],
  ] as const) {
    const at = await sent(name, content)
    for (const place of [at, `${at}/html`, `${at}/pwn.html`, `${at}/x.png`]) {
      const answer = await bob.fetch(place)
      const { headers } = answer
      expect([name, headers.get('content-type')]).toEqual([name, 'application/octet-stream'])
      expect(headers.get('content-disposition')).toStartWith('attachment; ')
      expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(await answer.text()).toBe(content)
    }
  }
})

test('the type that the sender names counts for nothing', async () => {
  const form = new FormData()
  form.append('file', new File(['<script>'], 'page', { type: 'text/html' }))
  const init = { method: 'POST', body: form }
  const row = await (await bob.fetch('/api/v1/files/?wait=false', init)).json()
  expect(row.meta.content_type).toBe('application/octet-stream')
})

test('names are passed on whole, in letters that every header may hold', async () => {
  const at = await sent("Grüße “an” 東京 'n (1).txt", 'words')
  const said = (await bob.fetch(at)).headers.get('content-disposition') ?? ''
  expect(said).toBe(
    'attachment; filename="Gr__e _an_ __ _n (1).txt"; filename*=UTF-8\'\'Gr%C3%BC%C3%9Fe%20%E2%80%9Can%E2%80%9D%20%E6%9D%B1%E4%BA%AC%20%27n%20%281%29.txt',
  )
})

test('CVE-2026-28786, CVE-2024-7038: bytes that the store has lost are said to be lost, without a path', async () => {
  const at = await sent('lost.txt', 'soon lost')
  const folder = join(app.dir, 'uploads', bob.id)
  rmSync(join(folder, readdirSync(folder).find(name => at.includes(name)) ?? 'none'))
  const { status, body } = await bob.get(at)
  expect(status).toBe(400)
  expect(body.detail).toMatch(/^\[ERROR: /)
  expect(JSON.stringify(body)).not.toContain(app.dir)
})

test('no row and no list tells where the server keeps files', async () => {
  const { body } = await send(bob, 'where.txt', 'where')
  for (const at of [`/api/v1/files/${body.id}`, '/api/v1/files/'])
    expect(JSON.stringify((await bob.get(at)).body)).not.toContain(app.dir)
})
