// Files that the executable carries packed, and how they come to lie on the disk where the system must open them.
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileSha256, sha256 } from './hash'

export interface Carried {
  name: string
  /** Of its bytes, unpacked. */
  hash: string
  /** @throws Error when the bytes are not those that were built in */
  bytes(): Promise<Uint8Array>
}

/** From source nothing is carried: what is needed lies beside the code. */
export const isCompiled = (): boolean => Bun.embeddedFiles.length > 0

/** How the build names what it packs. */
export const carriedName = (name: string, hash: string): string => `${hash}-${name}.zst`

const NAME = /([0-9a-f]{64})-([^/\\]+)\.zst$/

/** A file that this executable carries; undefined from source, and where its target has none. */
export function carried(name: string): Carried | undefined {
  for (const file of Bun.embeddedFiles) {
    const [, hash, found] = NAME.exec('name' in file ? String(file.name) : '') ?? []
    if (hash && found === name) return { name, hash, bytes: () => unpacked(file, name, hash) }
  }
  return undefined
}

async function unpacked(file: Blob, name: string, hash: string): Promise<Uint8Array> {
  const bytes = await Bun.zstdDecompress(await file.arrayBuffer())
  if (sha256(bytes) !== hash) throw new Error(`${name} in the executable is damaged`)
  return bytes
}

/** Writes the files into one folder below `folder`/lib, named by what they hold, and gives that folder. */
export async function writeOut(files: Carried[], folder: string): Promise<string> {
  const hashes = files.map(({ hash }) => hash)
  const home = join(folder, 'lib', hashes.length === 1 ? hashes.join() : sha256(hashes.join()))
  mkdirSync(home, { recursive: true })
  for (const file of files) await write(file, join(home, file.name))
  return home
}

/** A file that is already there is trusted only after hashing it. */
async function write(file: Carried, path: string): Promise<void> {
  if (existsSync(path) && fileSha256(path) === file.hash) return
  const fresh = `${path}.${process.pid}`
  writeFileSync(fresh, await file.bytes(), { mode: 0o755 })
  renameSync(fresh, path)
}
