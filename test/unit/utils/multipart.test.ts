// Forms with a file, however they are cut into pieces on their way.
import { expect, test } from 'bun:test'
import { fileOf } from '../../../src/utils/multipart'

const HEAD = 'content-disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'

function request(body: Uint8Array, piece: number): Request {
  let at = 0
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= body.byteLength) return controller.close()
      controller.enqueue(body.slice(at, at + piece))
      at += piece
    },
  })
  const headers = { 'content-type': 'multipart/form-data; boundary=line' }
  return new Request('http://hearth/', { method: 'POST', body: stream, headers })
}

async function contentOf(sent: Request): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of (await fileOf(sent, 'file')).bytes) pieces.push(piece.slice())
  return Buffer.concat(pieces)
}

/** Content full of what looks like the end. */
const tricky = Buffer.from('\r\n--lin\r\n--\r\n-\r\r\n--\0\xff\r\n--lin', 'latin1')
const whole = Buffer.concat([
  Buffer.from('--line\r\ncontent-disposition: form-data; name="note"\r\n\r\nhello\r\n'),
  Buffer.from(`--line\r\n${HEAD}`),
  tricky,
  Buffer.from('\r\n--line--\r\nand what nobody reads\r\n\r\n'),
])

test('the file is the same in pieces of every size', async () => {
  for (let piece = 1; piece <= whole.byteLength; piece++)
    expect([piece, await contentOf(request(whole, piece))]).toEqual([piece, tricky])
})

test('a form that ends anywhere before its end is refused', async () => {
  const end = whole.indexOf('\r\n--line--') + '\r\n--line'.length
  for (let length = 0; length < end; length++) {
    const cut = contentOf(request(whole.subarray(0, length), 7))
    await expect(cut).rejects.toThrow(/too early|no file/)
  }
})

test('boundaries are read as they are written, quoted or not', async () => {
  const body = `--a b\r\n${HEAD}words\r\n--a b--\r\n`
  const said = (type: string) =>
    fileOf(
      new Request('http://hearth/', { method: 'POST', body, headers: { 'content-type': type } }),
    )
  expect((await said('multipart/form-data; charset=x; boundary="a b"')).name).toBe('a.bin')
  for (const type of [
    'multipart/form-data; boundary=',
    'multipart/form-data; boundary=""',
    'multipart/form-data',
    'multipart/mixed; boundary="a b"',
    `multipart/form-data; boundary="${'a'.repeat(71)}"`,
    'application/json',
  ])
    await expect(said(type)).rejects.toThrow('multipart form')
})
