// From words to vectors, by Hearth's own embedder or by a server that the settings name.
import type { House } from '../../config/house'
import type { Generation } from '../table'

/** Which embedder; its key stands in the settings, and is sent to that address alone. */
export type EmbedderName = Pick<Generation, 'engine' | 'model' | 'url'>

export interface Embedder {
  /**
   * One unit vector for each text, in order.
   * @throws EmbedError when the embedder does not answer, or not with vectors
   */
  embed(texts: string[], kind: 'query' | 'passage', signal?: AbortSignal): Promise<Float32Array[]>
}

/** An embedder that does not do its work; the message tells an admin why and what to do. */
export class EmbedError extends Error {
  override name = 'EmbedError'
}

/** The embedder of that name. Nothing is started or called before it is asked. */
export function embedder(_house: House, _name: EmbedderName): Embedder {
  throw new Error('to be written')
}

/** The one that the settings name. */
export function chosenEmbedder(_house: House): EmbedderName {
  throw new Error('to be written')
}
