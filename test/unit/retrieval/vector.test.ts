// Vectors compared without a library, and the cells that a large knowledge base is sorted into.
import { describe, expect, test } from 'bun:test'
import { bytes, cosine } from '../../../src/retrieval/vector/bytes'
import { apart8, int8 } from '../../../src/retrieval/vector/cells/int8'
import {
  apart,
  count,
  finder,
  joined,
  nearest,
  train,
} from '../../../src/retrieval/vector/cells/train'
import { floats, scan } from '../../../src/retrieval/vector/scan'

const DIMENSION = 32

function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32 - 0.5
  }
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector)
  return vector.map(part => part / length)
}

/** So many unit vectors around so many middles. */
function clustered(many: number, middles: number): Float32Array[] {
  const next = random(7)
  const vector = () => unit(Float32Array.from({ length: DIMENSION }, next))
  const centres = Array.from({ length: middles }, vector)
  return Array.from({ length: many }, (_, n) =>
    unit((centres[n % middles] as Float32Array).map(part => part + next() * 0.1)),
  )
}

const vectors = clustered(2000, 20)
const lines = vectors.map((vector, id) => ({ id, embedding: bytes(vector) }))
const [wanted] = vectors as [Float32Array]

/** Ids of the ten nearest by their plain cosines. */
const truth = vectors
  .map((vector, id) => ({
    id,
    score: vector.reduce((sum, part, n) => sum + part * (wanted[n] ?? 0), 0),
  }))
  .sort((a, b) => b.score - a.score)
  .slice(0, 10)

test('a scan finds the nearest, in order', () => {
  const found = scan(lines, embedding => apart(floats(embedding), 0, wanted), 10)
  expect(found.map(([id]) => id)).toEqual(truth.map(({ id }) => id))
  for (const [n, [, distance]] of found.entries()) {
    expect(cosine(Math.sqrt(distance))).toBeCloseTo(truth[n]?.score ?? 0, 4)
  }
})

test('bytes that begin anywhere are read as the vector that they are', () => {
  const shifted = new Uint8Array(DIMENSION * 4 + 1)
  shifted.set(bytes(wanted), 1)
  expect(floats(shifted.subarray(1))).toEqual(wanted)
})

test('one byte a number keeps who is near, to be compared again', () => {
  const query = int8(wanted)
  const eighths = vectors.map((vector, id) => ({
    id,
    embedding: new Uint8Array(int8(vector).buffer),
  }))
  const found = scan(eighths, embedding => apart8(embedding, query), 30).map(([id]) => id)
  for (const { id } of truth) expect(found).toContain(id)
})

describe('cells', () => {
  const cells = train(joined(DIMENSION, vectors), 20)

  test('are about as many as wanted, and each is nearest to its own', () => {
    expect(count(cells)).toBeGreaterThan(10)
    expect(count(cells)).toBeLessThan(31)
    const find = finder(cells)
    const same = vectors.filter(vector => find(vector) === nearest(cells, vector)).length
    expect(same / vectors.length).toBeGreaterThan(0.95)
  })

  test('hold what is near together: a fifth of them has nearly all of the nearest', () => {
    const find = finder(cells)
    const close = [...Array(count(cells)).keys()]
      .sort(
        (a, b) =>
          apart(cells.values, a * DIMENSION, wanted) - apart(cells.values, b * DIMENSION, wanted),
      )
      .slice(0, Math.ceil(count(cells) / 5))
    const found = truth.filter(({ id }) => close.includes(find(vectors[id] as Float32Array)))
    expect(found.length).toBeGreaterThanOrEqual(9)
  })

  test('are made of vectors that are all the same, too', () => {
    const same = Array.from({ length: 100 }, () => wanted)
    expect(count(train(joined(DIMENSION, same), 10))).toBeGreaterThan(0)
  })
})
