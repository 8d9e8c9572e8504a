// From words to vectors, by Hearth's own embedder or by a server that the settings name.
import type { House } from '../../config/house'
import type { Generation } from '../table'
import { builtin } from './builtin'
import { ollama } from './ollama'
import { openai } from './openai'
import { remote } from './remote'

export { EmbedError } from './error'

/**
 * Which embedder; its key stands in the settings, and is sent to that address alone. Vectors of
 * another dimension than the one that is given are refused.
 */
export type EmbedderName = Pick<Generation, 'engine' | 'model' | 'url'> &
  Partial<Pick<Generation, 'dimension' | 'key'>>

export interface Embedder {
  /**
   * One unit vector for each text, in order.
   * @throws EmbedError when the embedder does not answer, or not with vectors
   */
  embed(texts: string[], kind: 'query' | 'passage', signal?: AbortSignal): Promise<Float32Array[]>
}

/** The embedder of that name. Nothing is started or called before it is asked. */
export function embedder(house: House, name: EmbedderName): Embedder {
  if (name.engine === '') return builtin(house)
  return remote(house, name.engine === 'openai' ? openai : ollama, name)
}

/** The model that is inside: whatever the settings name, there is no other. */
const OWN = { engine: '', model: 'all-MiniLM-L6-v2-int8', url: '' } as const

/** Whether a setting means it: by the name of its authors, with or without whose it is. */
export const isOwn = (model: string): boolean => /^((.*\/)?all-MiniLM-L6-v2(-int8)?)?$/.test(model)

/** The one that the settings name. */
export function chosenEmbedder({ config }: House): EmbedderName {
  const engine = config.get('rag.embedding_engine')
  if (engine === '') return OWN
  const model = config.get('rag.embedding_model')
  const url = config.get(engine === 'openai' ? 'rag.openai_api_base_url' : 'rag.ollama.url')
  return { engine, model, url }
}
