// The passages of files in the database, their words and their vectors together.
import type { House } from '../config/house'
import { type Tx, transaction } from '../db'
import { and, eq, inArray, lt, or, sql } from '../db/columns'
import { files } from '../storage/table'
import { breathe } from '../utils/batches'
import { HOUR } from '../utils/time'
import { forget as mark } from './forget'
import { words } from './search/fold'
import type { Piece } from './split'
import { type ChunkSet, chunkSets, chunks, type Generation } from './table'
import { vectors } from './vector'
import { lookAfterSet } from './vector/cells/keep'

/** Passages written or removed in one turn of the write queue: a matter of some milliseconds. */
const BATCH = 32
/** Whatever is still being written then was left behind by a crash. */
const STALE_MS = 12 * HOUR

/**
 * Puts the passages of a file in place of those that it has in this generation, all or none. They
 * are written in many short turns, and answer from one moment on. A file that went meanwhile gets none.
 */
export async function replace(
  house: House,
  generation: Generation,
  file_id: string,
  pieces: Piece[],
  embeddings: Float32Array[],
): Promise<void> {
  if (pieces.length !== embeddings.length) throw new Error('a vector is missing')
  await vectors(house).prepare(generation)
  const set = await begin(house, generation, file_id, pieces.length)
  for (let at = 0; at < pieces.length; at += BATCH) {
    const part = pieces.slice(at, at + BATCH)
    await transaction(house.db, tx =>
      write(house, tx, generation, set, at, part, embeddings.slice(at, at + BATCH)),
    )
    await breathe()
  }
  await transaction(house.db, tx => turn(tx, set))
  await vectors(house).replaced(generation, file_id)
}

/** Whether a reading of the file answers in this generation. */
export async function has(house: House, generation: Generation, file_id: string): Promise<boolean> {
  const row = await house.db
    .select({ id: chunkSets.id })
    .from(chunkSets)
    .where(
      and(
        eq(chunkSets.file_id, file_id),
        eq(chunkSets.generation, generation.number),
        eq(chunkSets.state, 'live'),
      ),
    )
    .get()
  return row !== undefined
}

/** Marks the passages of a generation, or of one file in it, as to go: they answer no more. */
export const forget = (
  { db }: House,
  generation: Pick<Generation, 'number'>,
  file_id?: string,
): Promise<void> => mark(db, generation.number, file_id)

/** Takes a set of ids; an attempt that a crash or an error ended is given up. */
function begin(
  { db }: House,
  generation: Generation,
  file_id: string,
  count: number,
): Promise<ChunkSet> {
  return transaction(db, async tx => {
    await tx
      .update(chunkSets)
      .set({ state: 'gone' })
      .where(
        and(
          eq(chunkSets.file_id, file_id),
          eq(chunkSets.generation, generation.number),
          eq(chunkSets.state, 'new'),
        ),
      )
    // At least one, since the first is the reading's own id.
    const taken = Math.max(count, 1)
    const [row] = await tx.values<[number]>(
      sql`update chunk_next set id = id + ${taken} returning id`,
    )
    if (!row) throw new Error('there is no next id of passages')
    const first = Number(row[0]) - taken
    const [set] = await tx
      .insert(chunkSets)
      .values({
        id: first,
        generation: generation.number,
        file_id,
        first,
        last: first + count - 1,
        state: 'new',
        created_at: Date.now(),
      })
      .returning()
    if (!set) throw new Error('a set of passages is missing')
    return set
  })
}

async function write(
  house: House,
  tx: Tx,
  generation: Generation,
  set: ChunkSet,
  from: number,
  pieces: Piece[],
  embeddings: Float32Array[],
): Promise<void> {
  const id = (n: number) => set.first + from + n
  const rows = pieces.map(({ start, stop, page, text }, n) => ({
    id: id(n),
    set_id: set.id,
    start,
    stop,
    page,
    text: storable(text),
    words: words(text),
  }))
  await tx.insert(chunks).values(rows)
  await vectors(house).add(tx, generation, new Map(embeddings.map((vector, n) => [id(n), vector])))
}

/** PostgreSQL has no text with a NUL in it. */
const storable = (text: string): string => text.replaceAll('\0', ' ')

/** From here on the new passages answer; not when their file is gone, or a later attempt has begun. */
async function turn(tx: Tx, set: ChunkSet): Promise<void> {
  const own = and(eq(chunkSets.id, set.id), eq(chunkSets.state, 'new'))
  const waits = await tx.select({ id: chunkSets.id }).from(chunkSets).where(own).get()
  if (!waits) return
  const file = await tx.select({ id: files.id }).from(files).where(eq(files.id, set.file_id)).get()
  const state = file ? 'live' : 'gone'
  await tx
    .update(chunkSets)
    .set({ state: 'gone' })
    .where(
      and(
        eq(chunkSets.file_id, set.file_id),
        eq(chunkSets.generation, set.generation),
        eq(chunkSets.state, 'live'),
      ),
    )
  await tx.update(chunkSets).set({ state }).where(own)
}

/** Takes away what deleted files, new readings and old generations left behind, a little at a time. */
export async function sweep(house: House, signal: AbortSignal): Promise<void> {
  const { db } = house
  await vectors(house).sweep(signal)
  for (;;) {
    const stale = and(eq(chunkSets.state, 'new'), lt(chunkSets.created_at, Date.now() - STALE_MS))
    const set = await db
      .select()
      .from(chunkSets)
      .where(or(eq(chunkSets.state, 'gone'), stale))
      .limit(1)
      .get()
    if (!set || signal.aborted) return
    if (!(await erase(house, set, signal))) return
  }
}

async function erase(house: House, set: ChunkSet, signal: AbortSignal): Promise<boolean> {
  for (let from = set.first; from <= set.last; from += BATCH) {
    if (signal.aborted) return false
    const ids = Array.from({ length: Math.min(BATCH, set.last - from + 1) }, (_, n) => from + n)
    await transaction(house.db, async tx => {
      await vectors(house).remove(tx, ids)
      await tx.delete(chunks).where(inArray(chunks.id, ids))
    })
    await breathe()
  }
  await transaction(house.db, async tx => {
    await lookAfterSet(tx, set.id)
    await tx.delete(chunkSets).where(eq(chunkSets.id, set.id))
  })
  return true
}
