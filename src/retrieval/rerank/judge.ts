// A chat model as reranker: handed in from above, since models are asked there.
import type { House } from '../../config/house'
import { TroubleError } from '../vector/trouble'

/** How well each text answers the query, from 0 to 1, in their order. Throws what the model's call throws. */
export type Judge = (query: string, texts: string[], signal: AbortSignal) => Promise<number[]>

const judges = new WeakMap<House, Judge>()

/** From now on a model can weigh passages, where the settings want it. */
export const setJudge = (house: House, judge: Judge): void => void judges.set(house, judge)

/** Asks the model. @throws TroubleError when it does not answer in time, or not with scores */
export async function judged(
  house: House,
  query: string,
  texts: string[],
  signal?: AbortSignal,
): Promise<number[]> {
  const judge = judges.get(house)
  if (!judge) throw new TroubleError('There is no model here that could weigh passages.')
  const patience = AbortSignal.timeout(house.config.get('rag.external_reranker_timeout') * 1000)
  try {
    return await judge(query, texts, signal ? AbortSignal.any([signal, patience]) : patience)
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof TroubleError) throw error
    throw new TroubleError(
      patience.aborted
        ? 'The model that weighs passages took too long.'
        : 'The model that weighs passages could not be asked.',
    )
  }
}
