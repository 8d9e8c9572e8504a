// What may be sent: forms as they should be, names as they should not be, and no more than is allowed.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { send, sendRaw } from '../../files'
import { until } from '../../until'

const MB = 1024 * 1024
let app: App
let bob: Caller

beforeAll(async () => {
  app = await openApp({ env: { RAG_FILE_MAX_SIZE: '2', FILES_QUOTA: '5' } })
  bob = await app.user('Bob')
})
afterAll(() => app[Symbol.asyncDispose]())

const stored = (owner: Caller): string[] => {
  const folder = join(app.dir, 'uploads', owner.id)
  return existsSync(folder) ? readdirSync(folder).sort() : []
}

const head = (name: string) => `content-disposition: form-data; name="file"; filename="${name}"`
const form = (header: string, content: string, boundary = 'x') =>
  `--${boundary}\r\n${header}\r\ncontent-type: text/html\r\n\r\n${content}\r\n--${boundary}--\r\n`

test('CVE-2026-44566, CVE-2026-44565, CVE-2024-7034, CVE-2024-8060: a name leads nowhere and hides nothing', async () => {
  const names: [sent: string, shown: string][] = [
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\win.ini', 'win.ini'],
    ['C:\\boot.ini', 'boot.ini'],
    ['/etc/shadow', 'shadow'],
    ['..', 'file'],
    ['', 'file'],
    ['a\0b.txt', 'ab.txt'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['\u2066hidden\u2069.txt', 'hidden.txt'],
    [`${'long'.repeat(100)}.txt`, `${'long'.repeat(62)}lon.txt`],
    ['%22quoted%22.txt', '"quoted".txt'],
    ['plain.txt', 'plain.txt'],
  ]
  for (const [sent, shown] of names) {
    const { status, body } = await sendRaw(bob, form(head(sent), 'words'), 'x')
    expect([sent, status, body.filename, body.meta?.name]).toEqual([sent, 200, shown, shown])
  }
  expect(stored(bob).every(name => /^[0-9a-f-]{36}$/.test(name))).toBe(true)
  expect(readdirSync(app.dir)).not.toContain('passwd')
})

test('names come in the forms that other clients write them in', async () => {
  const encoded = `content-disposition: form-data; name="file"; filename*=UTF-8''gr%C3%BC%C3%9Fe.txt`
  expect((await sendRaw(bob, form(encoded, 'words'), 'x')).body.filename).toBe('grüße.txt')
  const escaped = 'content-disposition: form-data; name="file"; filename="a \\"b\\".txt"'
  expect((await sendRaw(bob, form(escaped, 'words'), 'x')).body.filename).toBe('a "b".txt')
  const other = `--x\r\ncontent-disposition: form-data; name="note"\r\n\r\nhello\r\n${form(head('a.txt'), 'words')}`
  expect((await sendRaw(bob, other, 'x')).body.filename).toBe('a.txt')
})

test('a form that is none, has no file or breaks off is refused and leaves nothing', async () => {
  const before = stored(bob)
  const whole = form(head('a.txt'), 'words')
  for (const [body, boundary] of [
    ['just words', 'x'],
    ['', 'x'],
    [whole.slice(0, -12), 'x'],
    [whole.slice(0, 40), 'x'],
    [form('content-disposition: form-data; name="file"', 'words'), 'x'],
    [form('content-disposition: form-data; name="other"; filename="a.txt"', 'words'), 'x'],
    ['--x--\r\n', 'x'],
    [`--x\r\n${'a: b\r\n'.repeat(20_000)}\r\n`, 'x'],
    [
      form('content-disposition: form-data; name="n"', 'y').replace('--x--\r\n', '').repeat(500),
      'x',
    ],
    [form(`content-disposition: form-data; name="n"`, 'y'.repeat(1.5 * MB)), 'x'],
  ] as const) {
    const answer = await sendRaw(bob, body, boundary)
    expect([body.slice(0, 40), answer.status]).toEqual([body.slice(0, 40), 422])
    expect(answer.body.detail).toEqual(expect.any(String))
  }
  const json = await bob.post('/api/v1/files/', { file: 'words' })
  expect(json.status).toBe(422)
  expect(stored(bob)).toEqual(before)
})

test('CVE-2024-7999, CVE-2024-9840: a boundary has 70 characters at most, and is not looked at without a credential', async () => {
  for (const [length, status] of [
    [70, 200],
    [71, 422],
  ] as const) {
    const boundary = 'b'.repeat(length)
    const answer = await sendRaw(bob, form(head('a.txt'), 'words', boundary), boundary)
    expect([length, answer.status]).toEqual([length, status])
  }
  const nobody = await sendRaw(app.nobody, form(head('a.txt'), 'words'), 'b'.repeat(5000))
  expect(nobody.status).toBe(403)
})

test('a file that is too large is refused by what its sender says, or by counting', async () => {
  const before = stored(bob)
  const answer = await send(bob, 'large.bin', new Uint8Array(2 * MB + 1))
  expect(answer.status).toBe(413)
  expect(answer.body.detail).toContain('2.0 MB')
  expect(stored(bob)).toEqual(before)
})

test('500 MB are refused without being taken in', async () => {
  let sent = 0
  const endless = (lead: string) =>
    new ReadableStream({
      type: 'bytes',
      start: controller => controller.enqueue(new TextEncoder().encode(lead)),
      pull(controller) {
        sent++
        if (sent > 500) controller.close()
        else controller.enqueue(new Uint8Array(MB))
      },
    })
  const lead = `--x\r\n${head('huge.bin')}\r\n\r\n`
  const answer = await sendRaw(bob, endless(lead), 'x').catch(() => undefined)
  // A sender may see its line cut before it reads the answer.
  expect([413, undefined]).toContain(answer?.status)
  expect(sent).toBeLessThan(100)
  await until(() => stored(bob).every(name => !name.endsWith('.new')))
})

test('everybody has so much room, uploads that are announced counted', async () => {
  const eve = await app.user('Eve')
  const two = new Uint8Array(2 * MB - 1000)
  expect((await send(eve, 'one.bin', two)).status).toBe(200)
  expect((await send(eve, 'two.bin', two)).status).toBe(200)
  expect((await eve.get('/api/v1/files/room')).body).toEqual({
    taken: 4 * MB - 2000,
    quota: 5 * MB,
    largest: 2 * MB,
    at_once: null,
  })
  const third = await send(eve, 'three.bin', two)
  expect(third.status).toBe(413)
  expect(third.body.detail).toContain('5.0 MB together')
  const upload = { name: 'half.bin', size: MB }
  const announced = await eve.post('/api/v1/uploads/', upload)
  expect(announced.status).toBe(200)
  expect((await send(eve, 'small.bin', new Uint8Array(MB / 2))).status).toBe(413)
  await eve.delete(`/api/v1/uploads/${announced.body.id}`)
  expect((await send(eve, 'small.bin', new Uint8Array(MB / 2))).status).toBe(200)
  expect((await eve.post('/api/v1/uploads/', upload)).status).toBe(413)
  const kept = (await eve.get('/api/v1/files/?content=false')).body
  await eve.delete(`/api/v1/files/${kept[0].id}`)
  expect((await send(eve, 'again.bin', new Uint8Array(MB / 2))).status).toBe(200)
})

test('many at once do not get more room than there is', async () => {
  const tom = await app.user('Tom')
  const sent = Array.from({ length: 8 }, (_, n) => send(tom, `${n}.bin`, new Uint8Array(MB)))
  const statuses = (await Promise.all(sent)).map(({ status }) => status)
  expect(statuses.filter(status => status === 200)).toHaveLength(5)
  expect(stored(tom)).toHaveLength(5)
})
