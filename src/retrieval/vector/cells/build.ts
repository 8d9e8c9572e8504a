// What an index is made of, worked out beside the database: where its cells lie, and what falls into them.
import type { Statements } from '../../../db/statements'
import { floats } from '../scan'
import { int8 } from './int8'
import { readLayout } from './look'
import { finder, joined, train } from './train'

export interface LayOut {
  generation: number
  knowledge_id: string
  /** About so many. */
  cells: number
}

export interface Sort {
  index: number
  /** Readings, by their ids. */
  sets: number[]
}

/** What falls into which cell, row by row: `id` is the row's own, `bytes` holds all vectors. */
export interface Sorted {
  ids: number[]
  sets: number[]
  chunks: number[]
  bytes: Uint8Array
}

/** Vectors that the middles are made from, for each cell. */
const SAMPLED = 48

const LIVE = `select s.first, s.last from knowledge_file k join chunk_set s on s.file_id = k.file_id
  where k.knowledge_id = ? and s.generation = ? and s.state = 'live' and s.last >= s.first`

/** The middles of the cells, as the bytes of a vector each. */
export function layOut(
  statements: Statements,
  { generation, knowledge_id, cells }: LayOut,
): Uint8Array[] {
  const ranges = statements.get(LIVE).values(knowledge_id, generation) as [number, number][]
  const total = ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0)
  const step = Math.max(1, total / (cells * SAMPLED))
  const read = statements.get('select embedding from chunk_vector where chunk_id = ?')
  const sample: Float32Array[] = []
  for (const id of every(ranges, step)) {
    const [line] = read.values(id) as [Uint8Array][]
    if (line) sample.push(floats(line[0]))
  }
  const [first] = sample
  if (!first) return []
  const middles = train(joined(first.length, sample), cells)
  const size = middles.dimension * 4
  const bytes = new Uint8Array(middles.values.buffer)
  return Array.from({ length: bytes.length / size }, (_, n) =>
    bytes.slice(n * size, (n + 1) * size),
  )
}

/** An id of the ranges every so many. */
function* every(ranges: [number, number][], step: number): Generator<number> {
  let next = 0
  let before = 0
  for (const [first, last] of ranges) {
    const size = last - first + 1
    for (; next < before + size; next += step) yield first + Math.floor(next - before)
    before += size
  }
}

/** Into which cell each passage of the readings falls, in the order of the cells. */
export function sort(statements: Statements, { index, sets }: Sort): Sorted {
  const { ids, dimension, cellOf } = sorterOf(statements, index)
  const read = statements.get(
    `select v.chunk_id, v.embedding, s.id from chunk_set s
      join chunk_vector v on v.chunk_id between s.first and s.last where s.id = ?`,
  )
  const found: { cell: number; chunk: number; set: number; vector: Int8Array }[] = []
  for (const id of sets) {
    for (const [chunk, embedding, set] of read.values(id) as [number, Uint8Array, number][]) {
      const vector = floats(embedding)
      // One of another length belongs to no cell; it cannot be compared anyway.
      if (vector.length !== dimension) continue
      found.push({ cell: ids[cellOf(vector)] ?? 0, chunk, set, vector: int8(vector) })
    }
  }
  found.sort((a, b) => a.cell - b.cell)
  const next = numbering(statements)
  const bytes = new Uint8Array(found.length * dimension)
  for (const [n, { vector }] of found.entries()) {
    bytes.set(new Uint8Array(vector.buffer), n * dimension)
  }
  return {
    ids: found.map(({ cell }) => next(cell)),
    sets: found.map(({ set }) => set),
    chunks: found.map(({ chunk }) => chunk),
    bytes,
  }
}

interface Sorter {
  ids: number[]
  dimension: number
  /** The place among `ids`. */
  cellOf(vector: Float32Array): number
}

const sorters = new WeakMap<Statements, Map<number, Sorter>>()

/** Made once an index: it takes half a second. */
function sorterOf(statements: Statements, index: number): Sorter {
  const held = sorters.get(statements) ?? new Map<number, Sorter>()
  sorters.set(statements, held)
  const known = held.get(index)
  if (known) return known
  const { ids, centroids } = readLayout(statements, index)
  const dimension = centroids.length / Math.max(ids.length, 1)
  const made = { ids, dimension, cellOf: finder({ dimension, values: centroids }) }
  held.set(index, made)
  return made
}

/** `cell << 24` in arithmetic that JavaScript can do. */
export const ROOM = 2 ** 24

/** Free ids in cells, from behind the last that is taken. */
function numbering(statements: Statements): (cell: number) => number {
  const last = statements.get('select max(id) from cell_vector where id >= ? and id < ?')
  const taken = new Map<number, number>()
  return cell => {
    const before = taken.get(cell) ?? highest(last.values(cell * ROOM, (cell + 1) * ROOM), cell)
    taken.set(cell, before + 1)
    return before + 1
  }
}

const highest = ([row]: unknown[][], cell: number): number => Number(row?.[0] ?? cell * ROOM)
