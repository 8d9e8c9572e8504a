// Looks into the cells nearest to a question, in the reader.
import type { Statements } from '../../../db/statements'
import { Recent } from '../../../utils/recent'
import { floats, scan } from '../scan'
import { apart8, int8 } from './int8'
import { apart } from './train'

export interface Look {
  indexes: number[]
  query: Uint8Array
  k: number
  /** Whether sqlite-vec is there. */
  library: boolean
}

/**
 * Vectors that are compared, beyond the cell that is begun: a share of all, within bounds. By measuring:
 * of 100,000 the recall of ten is 0.99 with 40,000 and 0.955 with 20,000.
 */
const SHARE = 1 / 12
const FEWEST = 40_000
const MOST = 80_000

interface Layout {
  ids: number[]
  sizes: number[]
  centroids: Float32Array
}

const KEPT = 8
const layouts = new WeakMap<Statements, Recent<number, Layout>>()

/** About the nearest passages of these indexes, as `[id, distance]`: to be compared again exactly. */
export function look(
  statements: Statements,
  { indexes, query, k, library }: Look,
): [number, number][] {
  const cells = nearestCells(statements, indexes, floats(query))
  const wanted = int8(floats(query))
  const list = JSON.stringify(cells)
  const from = `from json_each(?) as near
    cross join cell_vector on cell_vector.id between near.value << 24 and (near.value << 24) + 16777215`
  if (!library) {
    const lines = statements.get(`select chunk_id as id, embedding ${from}`).iterate(list)
    return scan(lines, bytes => apart8(bytes, wanted), k)
  }
  // By the sum of the differences, which sqlite-vec takes of bytes in half the time of their squares:
  // the candidates are the same but for the last, and are compared again.
  const statement = statements.get(
    `select chunk_id, vec_distance_L1(vec_int8(embedding), vec_int8(?)) as distance
      ${from} order by distance limit ?`,
  )
  return statement.values(new Uint8Array(wanted.buffer), list, k) as [number, number][]
}

function nearestCells(statements: Statements, indexes: number[], query: Float32Array): number[] {
  const found: { id: number; size: number; distance: number }[] = []
  for (const index of indexes) {
    const { ids, sizes, centroids } = layoutOf(statements, index)
    for (const [n, id] of ids.entries()) {
      const distance = apart(centroids, n * query.length, query)
      found.push({ id, size: sizes[n] ?? 0, distance })
    }
  }
  found.sort((a, b) => a.distance - b.distance)
  const all = found.reduce((sum, { size }) => sum + size, 0)
  const wanted = Math.min(Math.max(all * SHARE, FEWEST), MOST)
  let seen = 0
  const near: number[] = []
  for (const { id, size } of found) {
    if (seen >= wanted) break
    seen += size
    near.push(id)
  }
  return near
}

/** Cells never move; how many vectors each has may change a little meanwhile. */
function layoutOf(statements: Statements, index: number): Layout {
  const held = layouts.get(statements) ?? new Recent<number, Layout>(KEPT)
  layouts.set(statements, held)
  const known = held.get(index)
  if (known) return known
  const made = readLayout(statements, index)
  if (made.ids.length > 0) held.set(index, made)
  return made
}

export function readLayout(statements: Statements, index: number): Layout {
  const rows = statements
    .get('select id, size, centroid from cell where index_id = ? order by id')
    .values(index) as [number, number, Uint8Array][]
  const centroids = rows.map(([, , bytes]) => floats(bytes))
  const length = centroids[0]?.length ?? 0
  const flat = new Float32Array(rows.length * length)
  for (const [n, centroid] of centroids.entries()) flat.set(centroid, n * length)
  return { ids: rows.map(([id]) => id), sizes: rows.map(([, size]) => size), centroids: flat }
}
