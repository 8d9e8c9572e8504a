// Where vectors are kept and searched: sqlite-vec, pgvector, or one by one where there is neither.
import type { House } from '../../config/house'
import type { Tx } from '../../db'
import type { Generation } from '../table'

/** What is searched, every id of it checked before. */
export interface Scope {
  files: string[]
  knowledge: string[]
}

/** A passage that a search came upon; the nearer, the larger `score`. */
export interface Hit {
  chunk_id: number
  file_id: string
  score: number
}

export interface VectorStore {
  /** Makes what a new generation needs, once its dimension is known. */
  prepare(generation: Generation): Promise<void>
  /** Adds vectors of chunks, in the transaction that adds the chunks. */
  add(tx: Tx, generation: Generation, vectors: Map<number, Float32Array>): Promise<void>
  /** The nearest passages by cosine similarity, best first. Off the event loop. */
  nearest(
    generation: Generation,
    query: Float32Array,
    scope: Scope,
    k: number,
    signal?: AbortSignal,
  ): Promise<Hit[]>
  /** Files came to a knowledge base or left it; a large one has an index of its own to keep. */
  changed(generation: Generation, knowledge_id: string): Promise<void>
  /** Takes a generation's vectors away. */
  drop(generation: Generation): Promise<void>
}

/** The store of this house's database. */
export function vectors(_house: House): VectorStore {
  throw new Error('to be written')
}
