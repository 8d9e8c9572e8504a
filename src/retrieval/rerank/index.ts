// A second look at the best passages by a model that reads them beside the question, where one is set.
import type { House } from '../../config/house'
import type { Passage } from '../search'
import { TroubleError } from '../vector/trouble'
import { external } from './external'

/** Passages that are read again; the others follow in the order that they have. */
const MOST = 40

/**
 * The passages in the reranker's order, with its scores; as they are where there is none.
 * @throws TroubleError when it does not answer, or not with scores
 */
export async function rerank(
  house: House,
  query: string,
  passages: Passage[],
  signal?: AbortSignal,
): Promise<Passage[]> {
  const { config } = house
  const url = config.get('rag.external_reranker_url')
  if (config.get('rag.reranking_engine') !== 'external' || passages.length < 1) return passages
  if (url === '') throw new TroubleError('The reranker has no address: set it, or turn it off.')
  const read = passages.slice(0, MOST)
  const texts = read.map(({ text }) => text)
  const scores = await external(house, url, query, texts, signal)
  const ordered = read
    .map((passage, n) => ({ passage, score: scores[n] ?? 0 }))
    .toSorted((a, b) => b.score - a.score)
    .map(({ passage, score }, n) => ({ ...passage, score, rerank: { rank: n + 1, score } }))
  // What it has not read has no score that could be set beside these.
  return [...ordered, ...passages.slice(MOST).map(passage => ({ ...passage, score: 0 }))]
}
