// Makes the passages of a file: its words are cut, embedded, and put in the place of older ones.
import type { House } from '../config/house'
import { constants } from '../constants'
import * as Files from '../storage/files'
import type { FileRow } from '../storage/table'
import * as Chunks from './chunks'
import { EmbedError, embedder } from './embed'
import { ExtractError } from './extract'
import * as Generations from './generations'
import { openScratch } from './scratch'
import { type Piece, type Splitting, split } from './split'
import type { Generation } from './table'

export interface Reading {
  signal: AbortSignal
  /** Hears how many passages of all have their vectors. */
  progress(done: number, total: number): void
}

/** Passages that go to the embedder at once; it makes smaller ones of them itself. */
const BATCH = 64

/**
 * Reads a file's words into the generation that answers. One that is being built finds the file
 * missing, and does the same before it takes the other's place.
 * @throws ExtractError when there are no words
 */
export async function readLive(house: House, file_id: string, reading: Reading): Promise<void> {
  for (;;) {
    const live = await Generations.live(house)
    const building = await Generations.building(house.db)
    if (building) await Chunks.forget(house, building, file_id)
    const count = await readInto(house, live, file_id, reading)
    if (count === 0) throw new ExtractError(constants.EMPTY)
    // Another generation may have taken its place meanwhile.
    if ((await Generations.live(house)).number === live.number) return
  }
}

/** Reads a file's words into a generation, again when they change meanwhile; gives the number of passages. */
export async function readInto(
  house: House,
  generation: Generation,
  file_id: string,
  reading: Reading,
): Promise<number> {
  for (;;) {
    const file = await Files.byId(house.db, file_id)
    const text = file && (await Files.textOf(house.db, file_id))
    const pieces = text ? await split(text, splittingOf(house)) : []
    if (!file || pieces.length === 0) {
      await Chunks.forget(house, generation, file_id)
      return 0
    }
    await embedInto(house, generation, file, pieces, reading)
    const after = await Files.byId(house.db, file_id)
    if (!after || after.text_hash === file.text_hash) return pieces.length
  }
}

/** What the settings say of cutting. */
export function splittingOf({ config }: House): Splitting {
  return {
    unit: config.get('rag.text_splitter') === 'token' ? 'token' : 'character',
    size: config.get('rag.chunk_size'),
    overlap: config.get('rag.chunk_overlap'),
    encoding: config.get('rag.tiktoken_encoding_name'),
  }
}

async function embedInto(
  house: House,
  generation: Generation,
  { id, text_hash }: FileRow,
  pieces: Piece[],
  { signal, progress }: Reading,
): Promise<void> {
  const { embed } = embedder(house, generation)
  const key = [text_hash, splittingOf(house), pieces.length]
  const scratch = await openScratch(house, `${generation.number}-${id}`, key, pieces.length)
  let known = generation
  while (scratch.vectors.length < pieces.length) {
    const done = scratch.vectors.length
    progress(done, pieces.length)
    const made = await embed(
      pieces.slice(done, done + BATCH).map(({ text }) => text),
      'passage',
      signal,
    )
    signal.throwIfAborted()
    known = await fitting(house, known, made)
    await scratch.add(made)
  }
  progress(pieces.length, pieces.length)
  known = await fitting(house, known, scratch.vectors)
  await Chunks.replace(house, known, id, pieces, scratch.vectors)
  await scratch.remove()
}

/** The generation with its dimension. Throws EmbedError when the vectors are of another one. */
async function fitting(
  { db }: House,
  generation: Generation,
  [vector]: Float32Array[],
): Promise<Generation> {
  const dimension = vector?.length ?? 0
  const known =
    generation.dimension === null
      ? await Generations.measured(db, generation.number, dimension)
      : generation
  if (known?.dimension === dimension) return known
  throw new EmbedError(
    `The embedder ${generation.model} gives ${dimension} numbers for a passage, where it gave ${known?.dimension} before. Set the right model, or index everything anew.`,
  )
}
