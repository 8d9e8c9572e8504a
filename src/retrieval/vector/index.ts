// Where vectors are kept and searched: sqlite-vec, pgvector, or one by one where there is neither.
import type { House } from '../../config/house'
import type { Tx } from '../../db'
import type { Handler } from '../../db/job-runner'
import { perObject } from '../../utils/once'
import type { Generation } from '../table'
import { postgresVectors } from './postgres'
import { sqliteVectors } from './sqlite'

/** What is searched, every id of it checked before. */
export interface Scope {
  files: string[]
  knowledge: string[]
}

/** A passage that a search came upon; the nearer, the larger `score`: the cosine. */
export interface Hit {
  chunk_id: number
  score: number
}

export interface VectorStore {
  /** Makes what a generation needs; to be called outside of a transaction, before `add`. */
  prepare(generation: Generation): Promise<void>
  /** Adds unit vectors of chunks, in the transaction that adds the chunks. */
  add(tx: Tx, generation: Generation, vectors: Map<number, Float32Array>): Promise<void>
  /** Takes vectors of chunks away, in the transaction that takes the chunks. */
  remove(tx: Tx, ids: number[]): Promise<void>
  /**
   * The nearest passages by cosine similarity, best first. Off the event loop.
   * @throws TroubleError when vectors cannot be searched here at all
   */
  nearest(
    generation: Generation,
    query: Float32Array,
    scope: Scope,
    k: number,
    signal?: AbortSignal,
  ): Promise<Hit[]>
  /** The cosines of these passages, by their ids. */
  scores(
    generation: Generation,
    query: Float32Array,
    ids: number[],
    signal?: AbortSignal,
  ): Promise<Map<number, number>>
  /** The vectors of these passages, in no order; those that went meanwhile are left out. */
  read(ids: number[]): Promise<Float32Array[]>
  /** Files came to a knowledge base or left it; a large one has an index of its own to keep. */
  changed(generation: Generation, knowledge_id: string): Promise<void>
  /** A file has other passages now. */
  replaced(generation: Generation, file_id: string): Promise<void>
  /** Does what `changed` found to be done. */
  handler(): Handler
  /** Marks a generation's passages as to go: they answer no more, and `sweep` takes them. */
  drop(generation: Generation): Promise<void>
  /** Takes away indexes that are not needed any more. */
  sweep(signal: AbortSignal): Promise<void>
}

/** The store of this house's database. */
export const vectors = perObject(
  (house: House): VectorStore =>
    house.db.kind === 'sqlite' ? sqliteVectors(house) : postgresVectors(house),
)
