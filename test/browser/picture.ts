// A photograph of sorts: an evening sky, as PNG bytes of any size.
import { crc32, deflateSync } from 'node:zlib'

/** A PNG of that many pixels. */
export function picture(width: number, height: number): Buffer {
  const rows = Array.from({ length: height }, (_, y) => {
    const dusk = y / height
    const pixel = [90 + 150 * dusk, 110 + 20 * dusk, 170 - 90 * dusk]
    return [0, ...Array.from({ length: width }, () => pixel).flat()]
  })
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  // Eight bits for each of red, green and blue.
  head.set([8, 2], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([size, body, sum])
}
