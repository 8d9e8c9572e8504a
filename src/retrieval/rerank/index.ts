// A second look at the best passages by a model that reads them beside the question, where one is set.
import type { House } from '../../config/house'
import type { Passage } from '../search'
import { TroubleError } from '../vector/trouble'
import { external } from './external'
import { judged } from './judge'

/** Passages that are read again; the others follow in the order that they have. */
const MOST = 40
/** A chat model has to write a number for each. */
const MOST_JUDGED = 15

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
  const engine = house.config.get('rag.reranking_engine')
  if (engine === '' || passages.length < 1) return passages
  const most = engine === 'model' ? MOST_JUDGED : MOST
  const read = passages.slice(0, most)
  const texts = read.map(({ text }) => text)
  const scores =
    engine === 'model'
      ? await judged(house, query, texts, signal)
      : await external(house, addressOf(house), query, texts, signal)
  const ordered = read
    .map((passage, n) => ({ passage, score: scores[n] ?? 0 }))
    .toSorted((a, b) => b.score - a.score)
    .map(({ passage, score }, n) => ({ ...passage, score, rerank: { rank: n + 1, score } }))
  // What it has not read has no score that could be set beside these.
  return [...ordered, ...passages.slice(most).map(passage => ({ ...passage, score: 0 }))]
}

function addressOf({ config }: House): string {
  const url = config.get('rag.external_reranker_url')
  if (url === '') throw new TroubleError('The reranker has no address: set it, or turn it off.')
  return url
}
