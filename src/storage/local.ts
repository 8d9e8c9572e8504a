// Files in a folder of this machine.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Storage } from '.'

/** Keeps files below `folder`, which is made when the first one comes. */
export function localStorage(folder: string): Storage {
  const at = (key: string) => join(folder, key)
  return {
    async put(key, bytes) {
      const file = at(key)
      const fresh = `${file}.new`
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      // Written aside and renamed: a crash leaves no half file under its name.
      await writeFile(fresh, bytes, { mode: 0o600 })
      await rename(fresh, file)
    },
    get: key => readFile(at(key)).catch(absent),
    remove: key => rm(at(key), { force: true }),
    removeOwner: owner => rm(at(owner), { recursive: true, force: true }),
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
