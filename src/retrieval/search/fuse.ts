// Brings the two halves of a search together.
import type { Half } from '.'

/** A passage as far as it is known before its text is read. */
export interface Candidate {
  chunk_id: number
  vector: Half | null
  words: Half | null
  /** By which candidates are ordered: of no meaning outside of one search. */
  weight: number
}

interface Scored {
  chunk_id: number
  score: number
}

/** What each half found, and what it says of the other's finds. */
export interface Halves {
  near: Scored[]
  /** The cosines of what words found. */
  cosines: Map<number, number>
  worded: Scored[]
  /** The words' scores of what vectors found. */
  also: Map<number, number>
}

/**
 * Both scores are shares of the best there could be, so they can be added as they are. That keeps
 * what ranks throw away: whether the first is far ahead, and whether a half found anything fitting.
 */
const FIRST = 0.5
/** In the second round the vector knows more, see `feedback`. */
const SECOND = 0.6

export function candidatesOf({ near, cosines, worded, also }: Halves): Candidate[] {
  const vectorRank = ranks(near)
  const wordRank = ranks(worded)
  const cosine = new Map([...cosines, ...near.map(pair)])
  const share = new Map([...also, ...worded.map(pair)])
  const ids = new Set([...vectorRank.keys(), ...wordRank.keys()])
  const half = (id: number, scores: Map<number, number>, places: Map<number, number>) => {
    const score = scores.get(id)
    return score === undefined ? null : { rank: places.get(id) ?? places.size + 1, score }
  }
  return [...ids].map(chunk_id => {
    const vector = half(chunk_id, cosine, vectorRank)
    const words = half(chunk_id, share, wordRank)
    return { chunk_id, vector, words, weight: mix(vector?.score, words?.score, FIRST) }
  })
}

const pair = ({ chunk_id, score }: Scored): [number, number] => [chunk_id, score]

const ranks = (found: Scored[]): Map<number, number> =>
  new Map(found.map(({ chunk_id }, n) => [chunk_id, n + 1]))

const mix = (cosine = 0, words = 0, share: number): number => share * cosine + (1 - share) * words

/** Best first. */
export const order = (candidates: Candidate[]): Candidate[] =>
  candidates.toSorted((a, b) => b.weight - a.weight || a.chunk_id - b.chunk_id)

/** How many of the best are taken for what was meant. */
export const MODELS = 3

/**
 * The question as the best passages put it: its vector and theirs in equal parts. Passages that say
 * the same in other words come nearer by it (pseudo relevance feedback, after Rocchio).
 */
export function feedback(question: Float32Array, models: Float32Array[]): Float32Array {
  const middle = unit(sum(question.length, models))
  return unit(sum(question.length, [question, middle]))
}

/** The candidates weighed anew by their cosines to that vector. */
export const reweighed = (candidates: Candidate[], cosines: Map<number, number>): Candidate[] =>
  candidates.map(candidate => ({
    ...candidate,
    weight: mix(cosines.get(candidate.chunk_id), candidate.words?.score, SECOND),
  }))

function sum(length: number, vectors: Float32Array[]): Float32Array {
  const total = new Float32Array(length)
  for (const vector of vectors)
    for (let n = 0; n < length; n++) total[n] = (total[n] ?? 0) + (vector[n] ?? 0)
  return total
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector)
  return length > 0 ? vector.map(part => part / length) : vector
}

/** Of several questions' candidates the best of each passage. */
export function best(lists: Candidate[][]): Candidate[] {
  const found = new Map<number, Candidate>()
  for (const candidate of lists.flat()) {
    const known = found.get(candidate.chunk_id)
    if (!known || known.weight < candidate.weight) found.set(candidate.chunk_id, candidate)
  }
  return order([...found.values()])
}
