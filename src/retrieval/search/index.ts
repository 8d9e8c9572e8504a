// Search in files: vectors and words, fused, reranked where the settings say so.
import type { House } from '../../config/house'
import { embedder } from '../embed'
import * as Generations from '../generations'
import { rerank } from '../rerank'
import type { Generation } from '../table'
import type { Scope } from '../vector'
import { candidates } from './candidates'
import { best, type Candidate } from './fuse'
import { passagesOf } from './load'
import { pick } from './pick'
import { attempt, type Tally, tally } from './trouble'

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
  /** Whose vector it has. */
  embedder: { engine: string; model: string }
  /** From 0 to 1: the reranker's, else the better of cosine and share of the words. */
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

const MOST_QUERIES = 8
const MOST_PASSAGES = 200
/** Characters of a question. */
const LONGEST = 4000
/** An embedder that takes longer leaves the answer to words. */
const EMBED_MS = 15_000
/** Candidates whose texts are read. */
const READ = 60

/**
 * What is found in the scope, every id of which the caller has checked. A half that cannot answer
 * leaves it to the other; then `trouble` says so.
 * @throws the signal's reason when that ends it
 */
export async function search(house: House, asked: Asked): Promise<Found> {
  const { scope, signal } = asked
  const queries = questions(asked.queries)
  const { k, threshold, hybrid } = wishes(house, asked)
  const counted = tally(house, signal)
  const { ms, trouble } = counted
  const empty = { queries, passages: [], left: [], trouble: [], ms }
  if (queries.length === 0 || scope.files.length + scope.knowledge.length === 0) return empty
  const generation = await Generations.live(house)
  const embedded = attempt(counted, 'embed', () => embed(house, generation, asked, queries))
  const lists: Candidate[][] = []
  for (const [n, query] of queries.entries()) {
    const vector = embedded.then(vectors => vectors?.[n])
    lists.push(await candidates(house, { generation, scope, query, vector, hybrid }, counted))
  }
  const found = await passagesOf(house, best(lists).slice(0, Math.max(READ, k * 2)))
  const ordered = await reranked(house, queries, found, counted)
  return { queries, ...pick(ordered, k, threshold), trouble: [...trouble], ms }
}

function questions(queries: string[]): string[] {
  const trimmed = queries.map(query => query.trim().slice(0, LONGEST)).filter(Boolean)
  return [...new Set(trimmed)].slice(0, MOST_QUERIES)
}

function wishes({ config }: House, { k, threshold, hybrid }: Asked) {
  return {
    k: Math.min(Math.max(k ?? config.get('rag.top_k'), 1), MOST_PASSAGES),
    threshold: threshold ?? config.get('rag.relevance_threshold'),
    hybrid: hybrid ?? config.get('rag.enable_hybrid_search'),
  }
}

async function embed(
  house: House,
  generation: Generation,
  { signal }: Asked,
  queries: string[],
): Promise<Float32Array[]> {
  const patience = AbortSignal.timeout(EMBED_MS)
  const ended = signal ? AbortSignal.any([signal, patience]) : patience
  return embedder(house, generation).embed(queries, 'query', ended)
}

async function reranked(
  house: House,
  queries: string[],
  found: Passage[],
  counted: Tally,
): Promise<Passage[]> {
  const again = await attempt(counted, 'rerank', () =>
    rerank(house, queries.join('\n'), found, counted.signal),
  )
  return again ?? found
}
