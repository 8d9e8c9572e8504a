// Hashes as lower-case hex.
import { closeSync, openSync, readSync } from 'node:fs'

/** SHA-256 of UTF-8 text or bytes. */
export const sha256 = (data: string | Uint8Array): string =>
  new Bun.CryptoHasher('sha256').update(data).digest('hex')

const PIECE_BYTES = 1_048_576

/** SHA-256 of a file, which need not fit into memory. */
export function fileSha256(path: string): string {
  const hasher = new Bun.CryptoHasher('sha256')
  const piece = new Uint8Array(PIECE_BYTES)
  const file = openSync(path, 'r')
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
      hasher.update(piece.subarray(0, read))
    }
    return hasher.digest('hex')
  } finally {
    closeSync(file)
  }
}
