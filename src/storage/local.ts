// Files in a folder of this machine.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Storage } from '.'

/** Keeps files below `folder`, which is made when the first one comes. */
export function localStorage(folder: string): Storage {
  const at = (key: string) => join(folder, checked(key))
  const fresh = (key: string) => `${at(key)}.new`
  return {
    async put(key, bytes) {
      await mkdir(dirname(at(key)), { recursive: true, mode: 0o700 })
      // Written aside and renamed: a crash leaves no half file under its name.
      await writeFile(fresh(key), bytes, { mode: 0o600 })
      await rename(fresh(key), at(key))
    },
    get: key => readFile(at(key)).catch(absent),
    async remove(key) {
      await rm(fresh(key), { force: true })
      await rm(at(key), { recursive: true, force: true })
    },
  }
}

const KEY = /^[\w-]+(\/[\w-]+)?$/

/** No key leads out of the folder, or is the folder. */
function checked(key: string): string {
  if (!KEY.test(key)) throw new Error(`Not a key of the store: ${key}`)
  return key
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
