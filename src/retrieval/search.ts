// Search in files: vectors and words, fused by rank, reranked where the settings say so.
import type { House } from '../config/house'
import type { Scope } from './vector'

export interface Asked {
  /** The questions, most of them one; each at most some hundred characters. */
  queries: string[]
  scope: Scope
  /** Passages to give, the least score and whether words count; the settings say so unless given. */
  k?: number
  threshold?: number
  hybrid?: boolean
  signal?: AbortSignal
}

/** One half's view of a passage: its place from 1, and the figure behind it. */
export interface Half {
  rank: number
  score: number
}

export interface Passage {
  chunk_id: number
  file_id: string
  /** The file's. */
  name: string
  type: string
  text: string
  /** Where it stands in the file's text. */
  start: number
  stop: number
  page: number | null
  position: number
  /** From 0 to 1. */
  score: number
  vector: Half | null
  words: Half | null
  rerank: Half | null
}

/** Why a passage was found and not given. */
export type Why = 'rank' | 'threshold' | 'duplicate'

export interface Found {
  queries: string[]
  /** Best first. */
  passages: Passage[]
  left: (Passage & { why: Why })[]
  /** Which half could not answer, in words for people. */
  trouble: string[]
  /** How long each step took. */
  ms: { embed: number; vectors: number; words: number; rerank: number }
}

/** What is found in the scope, every id of which the caller has checked. */
export function search(_house: House, _asked: Asked): Promise<Found> {
  throw new Error('to be written')
}
