// Picks the passages out of fresh pages that fit a question, without keeping anything.
import type { House } from '../../config/house'
import { chosenEmbedder, embedder } from '../../retrieval/embed'
import type { Half } from '../../retrieval/search'
import { type Piece, split } from '../../retrieval/split'
import type { Page } from '../../retrieval/web/page'
import type { Evidence } from './evidence'

/** Pieces of one page that are looked at, of all pages that are embedded, and that are given. */
const PER_PAGE = 60
const EMBEDDED = 48
const GIVEN = 8
const GIVEN_PER_PAGE = 3
/** Reciprocal rank: how little a place more or less counts. */
const K = 60

interface Candidate extends Piece {
  page_of: Page
  vector: Half | null
  words: Half | null
}

/** The passages by page, best first, and what went wrong in words for people. */
export async function pick(
  house: House,
  queries: string[],
  pages: Page[],
  signal: AbortSignal,
): Promise<{ picked: Map<Page, Evidence[]>; trouble: string[] }> {
  const candidates = (await Promise.all(pages.map(page => piecesOf(house, page)))).flat()
  rankByWords(candidates, queries)
  const likely = candidates
    .toSorted((a, b) => (a.words?.rank ?? candidates.length) - (b.words?.rank ?? candidates.length))
    .slice(0, EMBEDDED)
  const trouble: string[] = []
  await rankByMeaning(house, likely, queries, signal).catch(() => {
    signal.throwIfAborted()
    trouble.push('The pages were searched by words alone, since the embedder does not answer.')
  })
  return { picked: best(likely), trouble }
}

async function piecesOf({ config }: House, page: Page): Promise<Candidate[]> {
  const pieces = await split(
    { content: page.text, pages: page.pages },
    {
      unit: config.get('rag.text_splitter') === 'token' ? 'token' : 'character',
      size: config.get('rag.chunk_size'),
      overlap: config.get('rag.chunk_overlap'),
      encoding: config.get('rag.tiktoken_encoding_name'),
    },
  )
  return pieces
    .slice(0, PER_PAGE)
    .map(piece => ({ ...piece, page_of: page, vector: null, words: null }))
}

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []

/** The share of the rarer words of a query that a piece has; the best query counts. */
function rankByWords(candidates: Candidate[], queries: string[]): void {
  const bags = candidates.map(({ text }) => new Set(wordsIn(text)))
  const rarity = (word: string) => {
    const holding = bags.filter(bag => bag.has(word)).length
    return Math.log(1 + bags.length / (1 + holding))
  }
  const asked = queries.map(query =>
    [...new Set(wordsIn(query))].map(word => [word, rarity(word)] as const),
  )
  const scores = bags.map(bag =>
    Math.max(0, ...asked.map(words => share(words, word => bag.has(word)))),
  )
  rank(candidates, scores, (candidate, half) => {
    candidate.words = half.score > 0 ? half : null
  })
}

function share(words: (readonly [string, number])[], has: (word: string) => boolean): number {
  const sum = (some: typeof words) => some.reduce((total, [, weight]) => total + weight, 0)
  const all = sum(words)
  return all === 0 ? 0 : sum(words.filter(([word]) => has(word))) / all
}

async function rankByMeaning(
  house: House,
  candidates: Candidate[],
  queries: string[],
  signal: AbortSignal,
): Promise<void> {
  if (candidates.length === 0) return
  const model = embedder(house, chosenEmbedder(house))
  const asked = await model.embed(queries, 'query', signal)
  const vectors = await model.embed(
    candidates.map(({ text }) => text),
    'passage',
    signal,
  )
  const scores = vectors.map(vector => Math.max(0, ...asked.map(query => dot(query, vector))))
  rank(candidates, scores, (candidate, half) => {
    candidate.vector = half
  })
}

const dot = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)

function rank(
  candidates: Candidate[],
  scores: number[],
  set: (candidate: Candidate, half: Half) => void,
): void {
  const order = candidates
    .map((candidate, index) => ({ candidate, score: scores[index] ?? 0 }))
    .sort((a, b) => b.score - a.score)
  for (const [index, { candidate, score }] of order.entries()) {
    set(candidate, { rank: index + 1, score: Math.min(1, score) })
  }
}

/** By both halves; none of a page crowds out the others. */
function best(candidates: Candidate[]): Map<Page, Evidence[]> {
  const fused = ({ vector, words }: Candidate) =>
    (vector ? 1 / (K + vector.rank) : 0) + (words ? 1 / (K + words.rank) : 0)
  const picked = new Map<Page, Evidence[]>()
  let given = 0
  for (const candidate of candidates.toSorted((a, b) => fused(b) - fused(a))) {
    const mine = picked.get(candidate.page_of) ?? []
    if (given === GIVEN) break
    if (mine.length === GIVEN_PER_PAGE) continue
    picked.set(candidate.page_of, [...mine, evidenceOf(candidate)])
    given++
  }
  return picked
}

const evidenceOf = ({ page_of, text, start, stop, page, vector, words }: Candidate): Evidence => ({
  text,
  source: page_of.url,
  name: page_of.title || page_of.url,
  start,
  stop,
  page,
  score: (vector ?? words)?.score ?? 0,
  vector,
  words,
  rerank: null,
})
