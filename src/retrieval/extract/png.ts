// Writes pixels as PNG.
import { crc32, deflateSync } from 'node:zlib'

export interface Pixels {
  /** Row by row from the top; each row begins with a byte of its own. */
  data: Uint8Array | Uint8ClampedArray
  width: number
  height: number
  colours: Colours
}

/** One bit a pixel, black or white; red, green and blue a byte each; how opaque besides. */
export type Colours = 'bits' | 'rgb' | 'rgba'

const SIGN = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** Bits of a channel, PNG's number, bits of a pixel. */
const KINDS = { bits: [1, 0, 1], rgb: [8, 2, 24], rgba: [8, 6, 32] } as const

/** Bytes of one row. */
export const rowBytes = (width: number, colours: Colours): number =>
  Math.ceil((width * KINDS[colours][2]) / 8)

export function png({ data, width, height, colours }: Pixels): Uint8Array {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  const [depth, type] = KINDS[colours]
  head.set([depth, type, 0, 0, 0], 8)
  const row = rowBytes(width, colours)
  // Each row begins with a byte that says it is as it is.
  const rows = Buffer.alloc((row + 1) * height)
  for (let y = 0; y < height; y++)
    rows.set(data.subarray(y * row, (y + 1) * row), y * (row + 1) + 1)
  return Buffer.concat([
    Uint8Array.from(SIGN),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 3 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(data.byteLength + 12)
  whole.writeUInt32BE(data.byteLength, 0)
  whole.write(name, 4, 'latin1')
  data.copy(whole, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.byteLength)), 8 + data.byteLength)
  return whole
}
