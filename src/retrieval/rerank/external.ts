// A reranker by its address, which speaks as those of Cohere and Jina do.
import { z } from 'zod'
import type { House } from '../../config/house'
import { egress } from '../../net/egress'
import { findEgress } from '../../net/failure'
import { proxiesOf } from '../../net/proxy'
import { TroubleError } from '../vector/trouble'

const MOST_BYTES = 4_000_000
/** Models read no more of a passage. */
const LONGEST = 4000

const judged = z.array(
  z.object({
    index: z.int().min(0),
    relevance_score: z.number().optional(),
    score: z.number().optional(),
  }),
)
/** Cohere and Jina say `results`, Voyage `data`, and Hugging Face's server gives the list alone. */
const answer = z.union([
  z.object({ results: judged }).transform(({ results }) => results),
  z.object({ data: judged }).transform(({ data }) => data),
  judged,
])

/**
 * How well each text answers the query, from 0 to 1, in their order; 0 where it does not say.
 * @throws TroubleError when no such answer comes in time
 */
export async function external(
  house: House,
  url: string,
  query: string,
  texts: string[],
  signal?: AbortSignal,
): Promise<number[]> {
  const text = await ask(house, url, query, texts, signal)
  const scores = new Array<number>(texts.length).fill(0)
  const found = answer.safeParse(parsed(text))
  if (!found.success || found.data.length === 0) {
    throw new TroubleError('The reranker answers with something else than scores.')
  }
  const say = scale(found.data.map(line => line.relevance_score ?? line.score ?? 0))
  for (const line of found.data) {
    if (line.index >= texts.length) {
      throw new TroubleError('The reranker speaks of passages that it was not given.')
    }
    scores[line.index] = say(line.relevance_score ?? line.score ?? 0)
  }
  return scores
}

async function ask(
  house: House,
  url: string,
  query: string,
  texts: string[],
  signal?: AbortSignal,
): Promise<string> {
  const ms = house.config.get('rag.external_reranker_timeout') * 1000
  const limits = { headers: ms, idle: ms, deadline: ms, bytes: MOST_BYTES }
  const key = house.config.get('rag.external_reranker_api_key')
  const documents = texts.map(part => part.slice(0, LONGEST))
  const model = house.config.get('rag.reranking_model')
  try {
    const origin = new URL(url).origin
    const call = egress({ policy: 'admin', origin, limits, proxies: proxiesOf(house.env) })
    const response = await call(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key && { authorization: `Bearer ${key}` }),
      },
      // `texts` is what Hugging Face's server calls them.
      body: JSON.stringify({ model, query, documents, texts: documents, top_n: texts.length }),
      ...(signal && { signal }),
    })
    if (!response.ok) {
      await response.body?.cancel()
      throw new TroubleError(`The reranker answers with status ${response.status}.`)
    }
    return await response.text()
  } catch (error) {
    throw told(error)
  }
}

/** Its own reason for whoever ended the call, words for an admin else. */
function told(error: unknown): unknown {
  const egress = findEgress(error)
  if (egress) return new TroubleError(`The reranker does not answer: ${egress.message}.`)
  return error instanceof TypeError
    ? new TroubleError('The address of the reranker is not a web address.')
    : error
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Some give scores from 0 to 1, others the bare sums of their last layer. */
function scale(scores: number[]): (score: number) => number {
  const bare = scores.some(score => score < 0 || score > 1)
  return bare ? score => 1 / (1 + Math.exp(-score)) : score => score
}
