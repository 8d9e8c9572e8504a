// The sqlite-vec library: carried inside the executable, written once beside the data, loaded from there.
import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import { carried, isCompiled, writeOut } from '../utils/carried'

/** The file's name on each system; the build embeds it under this name. */
const LIBRARY = { linux: 'vec0.so', darwin: 'vec0.dylib', win32: 'vec0.dll' } as const

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

/** Where the library lies, written out of the executable first when needed; null where there is none. */
export async function libraryPath(folder: string): Promise<string | null> {
  if (!isCompiled()) return installed()
  const library = carried(LIBRARY[process.platform as keyof typeof LIBRARY])
  return library ? join(await writeOut([library], folder), library.name) : null
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
