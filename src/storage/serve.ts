// The one way in which bytes of users leave: never with a type that could run.
import type { House } from '../config/house'
import { constants, failure } from '../constants'
import { noteLength } from '../utils/length'
import { pulled } from '../utils/pulled'
import { Refusal } from '../utils/refusal'
import { SHOWN } from '../utils/sniff'
import { keyOf, type Range, storage } from '.'
import { ifNoneMatch, rangeOf } from './ranges'
import type { FileRow } from './table'
import { StoreError } from './trouble'

const YEAR = 31_536_000

/**
 * A file to whoever may read it; the caller has asked. Pictures, PDF, audio and video, by what
 * their bytes say, may be shown in place; anything else is a download without a type.
 */
export async function serve(house: House, file: FileRow, request: Request): Promise<Response> {
  const etag = `"${file.hash}"`
  const headers = headersOf(file, etag)
  if (ifNoneMatch(request.headers, etag)) return new Response(null, { status: 304, headers })
  const range = rangeOf(request.headers, etag, file.size)
  if (range === 'outside') {
    headers.set('content-range', `bytes */${file.size}`)
    return new Response(null, { status: 416, headers })
  }
  if (range) headers.set('content-range', `bytes ${range.start}-${range.end - 1}/${file.size}`)
  const status = range ? 206 : 200
  const { start, end } = range ?? { start: 0, end: file.size }
  if (request.method === 'HEAD') {
    noteLength(request, end - start)
    return new Response(null, { status, headers })
  }
  headers.set('content-length', String(end - start))
  return new Response(await bytesOf(house, file, { start, end }), { status, headers })
}

async function bytesOf(house: House, file: FileRow, range: Range) {
  const store = storage(house)
  const size = range.end - range.start
  const whole = size === file.size ? undefined : range
  const body = store.file
    ? await store.file(keyOf(file), range)
    : await store.open(keyOf(file), whole)
  if (body instanceof Blob && body.size === size) return body
  if (body instanceof ReadableStream) return pulled(exactly(body, size))
  house.log.component('main').error({ file: file.id }, 'a file’s bytes are not in the store')
  throw new Refusal(400, failure(constants.BYTES_GONE))
}

/** A store that gives fewer bytes than it was given breaks the answer off; more are not passed on. */
async function* exactly(
  body: ReadableStream<Uint8Array>,
  size: number,
): AsyncGenerator<Uint8Array, void> {
  let left = size
  for await (const piece of body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) {
    if (left > 0) yield piece.subarray(0, left)
    left -= piece.byteLength
    if (left <= 0) return
  }
  if (left > 0) throw new StoreError('a file ends too early')
}

function headersOf(file: FileRow, etag: string): Headers {
  const shown = SHOWN.has(file.type)
  return new Headers({
    'content-type': shown ? file.type : 'application/octet-stream',
    'content-disposition': `${shown ? 'inline' : 'attachment'}; ${named(file.name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'accept-ranges': 'bytes',
    etag,
    'last-modified': new Date(file.created_at).toUTCString(),
    // A file's bytes never change under its id, but who may read a shared one does.
    'cache-control':
      file.origin === 'message' ? `private, max-age=${YEAR}, immutable` : 'private, no-cache',
  })
}

/** The name twice, as RFC 6266 has it: in plain letters, and as it is. */
function named(name: string): string {
  const plain = name.replace(/[^\w .,()+-]/g, '_')
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*!]/g,
    mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `filename="${plain}"; filename*=UTF-8''${encoded}`
}
