// Keeps a search going when a part of it fails, and counts how long each part takes.
import type { House } from '../../config/house'
import { EmbedError } from '../embed'
import { TroubleError } from '../vector/trouble'
import type { Found } from '.'

/** What goes wrong and how long things take, gathered while a search goes on. */
export interface Tally {
  house: House
  trouble: Set<string>
  ms: Found['ms']
  signal?: AbortSignal
}

export const tally = (house: House, signal?: AbortSignal): Tally => ({
  house,
  trouble: new Set(),
  ms: { embed: 0, vectors: 0, words: 0, rerank: 0 },
  ...(signal && { signal }),
})

/** What a part is called where it fails without words of its own. */
const FAILED: Record<keyof Found['ms'], string> = {
  embed: 'The question could not be embedded, so only words were searched.',
  vectors: 'The vectors could not be searched, so only words were.',
  words: 'Words could not be searched, so only vectors were.',
  rerank: 'The reranker did not answer, so passages stand in the order of the search.',
}

/** Undefined where the part fails: the search goes on without it and says so. */
export async function attempt<T>(
  { house, trouble, ms, signal }: Tally,
  part: keyof Found['ms'],
  work: () => Promise<T>,
): Promise<T | undefined> {
  const began = performance.now()
  try {
    return await work()
  } catch (error) {
    signal?.throwIfAborted()
    const told = error instanceof EmbedError || error instanceof TroubleError
    trouble.add(told ? error.message : FAILED[part])
    house.log.component('rag').warn({ err: error, part }, 'a part of a search failed')
    return undefined
  } finally {
    ms[part] += performance.now() - began
  }
}
