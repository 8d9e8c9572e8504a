// Files in a folder of this machine.
import { type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pulled } from '../utils/pulled'
import type { Bytes, Range, Storage } from '.'
import { checkedKey } from './key'

/** Keeps files below `folder`, which is made when the first one comes. */
export function localStorage(folder: string): Storage {
  const at = (key: string) => join(folder, checkedKey(key))
  const fresh = (key: string) => `${at(key)}.new`
  return {
    async put(key, bytes) {
      await mkdir(dirname(at(key)), { recursive: true, mode: 0o700 })
      // Written aside and renamed: a crash leaves no half file under its name.
      try {
        await write(fresh(key), bytes)
        await rename(fresh(key), at(key))
      } catch (error) {
        await rm(fresh(key), { force: true })
        throw error
      }
    },
    get: key => readFile(at(key)).catch(absent),
    async open(key, range) {
      const file = await open(at(key), 'r').catch(absent)
      return file && pulled(pieces(file, range))
    },
    async file(key, range) {
      const file = Bun.file(at(key))
      // A whole file is sliced, too: Bun answers questions for ranges of files by itself.
      if (await file.exists()) return file.slice(range?.start ?? 0, range?.end ?? file.size)
    },
    async remove(key) {
      await rm(fresh(key), { force: true })
      await rm(at(key), { recursive: true, force: true })
    },
  }
}

async function write(path: string, bytes: Bytes): Promise<void> {
  await using file = await open(path, 'w', 0o600)
  if (bytes instanceof Uint8Array) return file.writeFile(bytes)
  for await (const piece of bytes) await file.writeFile(piece)
}

const PIECE = 256 * 1024

/** The bytes of an open file, which goes on to exist for its reader when it is removed meanwhile. */
async function* pieces(file: FileHandle, range?: Range): AsyncGenerator<Uint8Array, void> {
  try {
    let at = range?.start ?? 0
    const end = range?.end ?? Number.POSITIVE_INFINITY
    while (at < end) {
      const buffer = new Uint8Array(Math.min(PIECE, end - at))
      const { bytesRead } = await file.read(buffer, 0, buffer.byteLength, at)
      if (bytesRead === 0) return
      at += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'EISDIR') throw error
}
