// The web client as one file: an index, then every asset in each of its encodings.
import { promisify } from 'node:util'
import { brotliCompressSync, constants, gunzip, gzipSync } from 'node:zlib'

export type Encoding = 'br' | 'gzip' | 'identity'

/**
 * One asset: its place in the pack for each encoding, as `[start, end]` in bytes. What is compressed is not
 * kept as it is besides: hardly anybody asks for that, and `plain` makes it.
 */
export interface Entry {
  path: string
  type: string
  immutable: boolean
  etag: string
  /** In bytes, not compressed. */
  size: number
  places: Partial<Record<Encoding, [number, number]>>
}

export interface Source {
  path: string
  bytes: Uint8Array
  type: string
  immutable: boolean
}

const LENGTH_BYTES = 8
/** Below this a header costs more than compression saves. */
const SMALL = 512

/** Packs the files: the index's length (8 bytes), the index as JSON, then the bytes. */
export function pack(
  files: Source[],
  quality = constants.BROTLI_MAX_QUALITY,
): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  let size = 0
  const index = files.map((file): Entry => {
    const places: Entry['places'] = {}
    for (const [encoding, bytes] of encodings(file, quality)) {
      places[encoding] = [size, size + bytes.byteLength]
      size += bytes.byteLength
      parts.push(bytes)
    }
    const etag = `"${Bun.hash(file.bytes).toString(36)}"`
    const { path, type, immutable, bytes } = file
    return { path, type, immutable, etag, size: bytes.byteLength, places }
  })
  const head = new TextEncoder().encode(JSON.stringify(index))
  const length = new TextEncoder().encode(String(head.byteLength).padStart(LENGTH_BYTES, '0'))
  return new Uint8Array(Buffer.concat([length, head, ...parts]))
}

function encodings({ bytes, type }: Source, quality: number): [Encoding, Uint8Array][] {
  if (bytes.byteLength < SMALL || !/^text|javascript|json|svg|xml/.test(type))
    return [['identity', bytes]]
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality }
  return [
    ['br', brotliCompressSync(bytes, { params })],
    ['gzip', gzipSync(bytes)],
  ]
}

const unpack = promisify(gunzip)

/** An asset for whoever takes nothing compressed. */
export async function plain({ places }: Entry, body: Blob): Promise<Blob> {
  if (places.identity) return body.slice(...places.identity)
  const packed = await body.slice(...(places.gzip ?? [0, 0])).arrayBuffer()
  return new Blob([await unpack(packed)])
}

/** Reads the index of a pack; its bytes are read only when they are asked for. */
export async function openPack(blob: Blob): Promise<{ entries: Entry[]; body: Blob }> {
  const length = Number(await blob.slice(0, LENGTH_BYTES).text())
  const start = LENGTH_BYTES + length
  const entries = JSON.parse(await blob.slice(LENGTH_BYTES, start).text()) as Entry[]
  return { entries, body: blob.slice(start) }
}
