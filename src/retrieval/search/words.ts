// Finding passages by their words, in either database.
import type { House } from '../../config/house'
import type { Generation } from '../table'
import type { Scope } from '../vector'

export interface Wanted {
  generation: Generation
  scope: Scope
  /** Of the question, see `terms`. */
  terms: string[]
  k: number
  /** Passages that are found otherwise meanwhile, whose scores are wanted too. */
  also: Promise<number[]>
  signal?: AbortSignal
}

export interface Worded {
  /** Best first. */
  hits: { chunk_id: number; score: number }[]
  /** Of those found otherwise. */
  also: Map<number, number>
}

/** Passages by BM25; 1 would be one with every word again and again, and nothing else. */
export async function byWords(house: House, wanted: Wanted): Promise<Worded> {
  if (wanted.terms.length === 0) return { hits: [], also: new Map() }
  const way =
    house.db.kind === 'sqlite' ? await import('./words-sqlite') : await import('./words-postgres')
  return way.byWords(house, wanted)
}
