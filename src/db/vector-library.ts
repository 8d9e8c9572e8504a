// The sqlite-vec library: carried inside the executable, written once beside the data, loaded from there.
import { Database } from 'bun:sqlite'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../utils/hash'

/** The file's name on each system; the build embeds it under this name. */
export const LIBRARY = { linux: 'vec0.so', darwin: 'vec0.dylib', win32: 'vec0.dll' } as const

/** `vec_version()` of the library that loads here, or null where this target has none. */
export async function vectorVersion(folder: string): Promise<string | null> {
  const path = await libraryPath(folder)
  if (!path) return null
  const database = new Database(':memory:')
  try {
    database.loadExtension(path)
    const row = database.query('select vec_version() as version').get() as { version: string }
    return row.version
  } finally {
    database.close()
  }
}

/** Where the library lies; writes it out of the executable first when needed. */
async function libraryPath(folder: string): Promise<string | null> {
  const name = LIBRARY[process.platform as keyof typeof LIBRARY]
  const embedded = Bun.embeddedFiles.find(file => 'name' in file && file.name === name)
  if (embedded) return unpack(name, new Uint8Array(await embedded.arrayBuffer()), folder)
  return Bun.embeddedFiles.length > 0 ? null : installed()
}

/** A file of that hash that is already there is trusted only after hashing it. */
function unpack(name: string, bytes: Uint8Array, folder: string): string {
  const hash = sha256(bytes)
  const home = join(folder, 'lib', hash)
  const path = join(home, name)
  if (existsSync(path) && sha256(readFileSync(path)) === hash) return path
  mkdirSync(home, { recursive: true })
  const fresh = `${path}.${process.pid}`
  writeFileSync(fresh, bytes, { mode: 0o755 })
  renameSync(fresh, path)
  return path
}

/** From source the library comes with its package, where one exists for this machine. */
async function installed(): Promise<string | null> {
  const { getLoadablePath } = await import('sqlite-vec')
  try {
    return getLoadablePath()
  } catch {
    return null
  }
}
