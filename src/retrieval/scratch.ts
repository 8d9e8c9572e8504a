// Vectors of a large file that is being read, kept beside the database: a crash half way costs little of the work.
import {
  appendFile,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import type { Env } from '../env'
import { sha256 } from '../utils/hash'
import { DAY } from '../utils/time'

interface Home {
  env: Pick<Env, 'DATA_DIR'>
}

export interface Scratch {
  /** Those made so far, of the first passages. */
  vectors: Float32Array[]
  add(vectors: Float32Array[]): Promise<void>
  /** They are in the database now. */
  remove(): Promise<void>
}

/** Fewer passages are embedded anew sooner than it is worth writing them down. */
const WORTH = 256
/** What nobody went on with for so long belongs to a file that is gone. */
const KEPT_MS = 3 * DAY

/** Opens the notes under a name; those of another `key`, or of another text that is, count for nothing. */
export async function openScratch(
  house: Home,
  name: string,
  key: unknown,
  count: number,
): Promise<Scratch> {
  if (count < WORTH) return inMemory()
  const file = join(folderOf(house), name)
  const mark = sha256(JSON.stringify(key))
  const vectors = await readNotes(file, mark)
  return {
    vectors,
    async add(made) {
      if (vectors.length === 0) await begin(file, mark, made[0]?.length ?? 0)
      await appendFile(file, Buffer.concat(made.map(bytesOf)))
      vectors.push(...made)
    },
    remove: () => rm(file, { force: true }),
  }
}

/** Removes notes that nobody will go on with. */
export async function sweepScratch(house: Home): Promise<void> {
  const folder = folderOf(house)
  for (const name of await readdir(folder).catch(() => [])) {
    const { mtimeMs } = await stat(join(folder, name))
    if (mtimeMs < Date.now() - KEPT_MS) await rm(join(folder, name), { force: true })
  }
}

const folderOf = ({ env }: Home): string => join(env.DATA_DIR, 'ingest')

const inMemory = (vectors: Float32Array[] = []): Scratch => ({
  vectors,
  add: async made => void vectors.push(...made),
  remove: async () => {},
})

/** The mark, then the dimension, then the numbers. */
const MARK_BYTES = 64
const HEAD_BYTES = MARK_BYTES + 4

async function begin(file: string, mark: string, dimension: number): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 })
  const head = Buffer.alloc(HEAD_BYTES)
  head.write(mark, 'latin1')
  head.writeUInt32LE(dimension, MARK_BYTES)
  await writeFile(file, head, { mode: 0o600 })
}

async function readNotes(file: string, mark: string): Promise<Float32Array[]> {
  const notes = await readFile(file).catch(() => Buffer.alloc(0))
  if (notes.length < HEAD_BYTES || notes.toString('latin1', 0, MARK_BYTES) !== mark) return []
  const size = notes.readUInt32LE(MARK_BYTES) * Float32Array.BYTES_PER_ELEMENT
  const whole = size === 0 ? 0 : Math.floor((notes.length - HEAD_BYTES) / size)
  // A crash may have cut the last one short.
  if (whole > 0) await truncate(file, HEAD_BYTES + whole * size)
  return Array.from({ length: whole }, (_, n) => vectorAt(notes, HEAD_BYTES + n * size, size))
}

const bytesOf = (vector: Float32Array): Uint8Array =>
  new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength)

/** A copy, since floats may begin only where a multiple of four does. */
const vectorAt = (notes: Buffer, at: number, size: number): Float32Array =>
  new Float32Array(new Uint8Array(notes.subarray(at, at + size)).buffer)
