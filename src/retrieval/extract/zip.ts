// Zip archives, read by their directory and unpacked piece by piece, counting what really comes out.
import { createInflateRaw } from 'node:zlib'
import { bytes as sizeOf } from '../../utils/size'
import { damaged, ExtractError, type Limits } from './document'

/** Parts of an archive. Documents with more are not met. */
const MOST_PARTS = 50_000
/** What a part may unpack to for each of its bytes, once it is a big one: deflate gives 1032 at most. */
const MOST_RATIO = 400
const BIG = 50_000_000

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const LONGEST_COMMENT = 65_535

interface Entry {
  name: string
  method: number
  locked: boolean
  packed: number
  size: number
  at: number
}

export interface Zip {
  names: string[]
  /** Whether a part is locked with a password. */
  isLocked: boolean
  has(name: string): boolean
  /** A part as it is unpacked. @throws ExtractError when it is damaged, or more than is allowed */
  pieces(name: string): AsyncGenerator<Uint8Array, void>
  /** A part as text, of `most` bytes at most. */
  text(name: string, most?: number): Promise<string>
  bytes(name: string, most?: number): Promise<Uint8Array>
}

/** @throws ExtractError when it is none, or damaged */
export function openZip(bytes: Uint8Array, { unpackedBytes }: Pick<Limits, 'unpackedBytes'>): Zip {
  const entries = new Map(directory(bytes).map(entry => [entry.name, entry]))
  let unpacked = 0

  async function* pieces(name: string): AsyncGenerator<Uint8Array, void> {
    const entry = entries.get(name)
    if (!entry) throw damaged('The file')
    let size = 0
    for await (const piece of unpack(bytes, entry)) {
      size += piece.byteLength
      unpacked += piece.byteLength
      if (unpacked > unpackedBytes) throw tooBig(unpackedBytes)
      if (size > BIG && size > entry.packed * MOST_RATIO) throw tooBig(unpackedBytes)
      if (size > entry.size) throw damaged('The file')
      yield piece
    }
    if (size !== entry.size) throw damaged('The file')
  }

  const whole = async (name: string, most = unpackedBytes): Promise<Uint8Array> => {
    const parts: Uint8Array[] = []
    let size = 0
    for await (const piece of pieces(name)) {
      size += piece.byteLength
      if (size > most) throw tooBig(most)
      parts.push(piece)
    }
    return Buffer.concat(parts)
  }

  return {
    names: [...entries.keys()],
    isLocked: [...entries.values()].some(entry => entry.locked),
    has: name => entries.has(name),
    pieces,
    text: async (name, most) => new TextDecoder().decode(await whole(name, most)),
    bytes: whole,
  }
}

const tooBig = (most: number): ExtractError =>
  new ExtractError(
    `It unpacks to more than ${sizeOf(most)}, so it is not read. If it is honest, an admin can allow more.`,
  )

/** The list of parts at the end of the archive. */
function directory(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  const count = view.getUint16(end + 10, true)
  if (count > MOST_PARTS) throw new ExtractError(`The archive has more than ${MOST_PARTS} parts.`)
  const entries: Entry[] = []
  let at = view.getUint32(end + 16, true)
  for (let n = 0; n < count; n++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY) throw damaged('The file')
    const length = view.getUint16(at + 28, true)
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)),
      method: view.getUint16(at + 10, true),
      locked: (view.getUint16(at + 8, true) & 1) === 1,
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    })
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function endOf(view: DataView): number {
  const last = view.byteLength - 22
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (view.getUint32(at, true) === END) return at
  }
  throw damaged('The file')
}

async function* unpack(bytes: Uint8Array, entry: Entry): AsyncGenerator<Uint8Array, void> {
  if (entry.locked) throw new ExtractError('It is locked with a password. Save a copy without one.')
  const packed = packedBytes(bytes, entry)
  if (entry.method === 0) yield packed
  else if (entry.method === 8) yield* inflate(packed)
  else throw new ExtractError('It is packed in a way that is not known here. Save it anew.')
}

function packedBytes(bytes: Uint8Array, { at, packed }: Entry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (at + 30 > view.byteLength || view.getUint32(at, true) !== LOCAL) throw damaged('The file')
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (start + packed > view.byteLength) throw damaged('The file')
  return bytes.subarray(start, start + packed)
}

async function* inflate(packed: Uint8Array): AsyncGenerator<Uint8Array, void> {
  const stream = createInflateRaw({ chunkSize: 65_536 })
  stream.end(packed)
  try {
    for await (const piece of stream) yield piece
  } catch (cause) {
    throw damaged('The file', { cause })
  } finally {
    stream.destroy()
  }
}
