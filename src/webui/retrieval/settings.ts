// The settings of embedding, reranking and search as the contract's admin pages read and write them.
import type { House } from '../../config/house'
import type { Settings } from '../../config/settings'
import { failure } from '../../constants'
import { chosenEmbedder, EmbedError, embedder, isOwn } from '../../retrieval/embed'
import { defaultTemplate } from '../../retrieval/template'
import { Refusal } from '../../utils/refusal'
import type { EmbeddingForm, QueryForm } from './schema'

/** The contract's summary; the template is the one that counts. */
export const summary = (house: House) => {
  const { config } = house
  return {
    status: true,
    chunk_size: config.get('rag.chunk_size'),
    chunk_overlap: config.get('rag.chunk_overlap'),
    template: template(house),
    embedding_engine: config.get('rag.embedding_engine'),
    embedding_model: config.get('rag.embedding_model'),
    reranking_model: config.get('rag.reranking_model'),
    embedding_batch_size: config.get('rag.embedding_batch_size'),
  }
}

export const template = ({ config }: House): string => config.get('rag.template') || defaultTemplate

export const embedding = ({ config }: House) => ({
  status: true,
  embedding_engine: config.get('rag.embedding_engine'),
  embedding_model: config.get('rag.embedding_model'),
  embedding_batch_size: config.get('rag.embedding_batch_size'),
  openai_config: {
    url: config.get('rag.openai_api_base_url'),
    key: config.get('rag.openai_api_key'),
  },
  ollama_config: { url: config.get('rag.ollama.url'), key: config.get('rag.ollama.key') },
})

const NOT_HERE =
  'Hearth has no other embedder inside than all-MiniLM-L6-v2. For another model name a server: openai or ollama.'

/** Saves it; documents are read anew by the new embedder beside the old one, which answers until then. */
export async function setEmbedding(house: House, form: EmbeddingForm) {
  const { embedding_engine, embedding_model, embedding_batch_size: size } = form
  if (embedding_engine === '' && !isOwn(embedding_model)) throw new Refusal(500, failure(NOT_HERE))
  const openai = embedding_engine === 'openai' ? form.openai_config : null
  const ollama = embedding_engine === 'ollama' ? form.ollama_config : null
  await house.config.set({
    // `set` refuses an engine that there is not.
    'rag.embedding_engine': embedding_engine as Settings['rag.embedding_engine'],
    'rag.embedding_model': embedding_model,
    ...(embedding_engine && size ? { 'rag.embedding_batch_size': size } : {}),
    ...(openai && { 'rag.openai_api_base_url': openai.url, 'rag.openai_api_key': openai.key }),
    ...(ollama && { 'rag.ollama.url': ollama.url, 'rag.ollama.key': ollama.key }),
  })
  return embedding(house)
}

export const reranking = ({ config }: House) => ({
  status: true,
  reranking_model: config.get('rag.reranking_model'),
})

export async function setReranking(house: House, reranking_model: string) {
  await house.config.set({ 'rag.reranking_model': reranking_model })
  return reranking(house)
}

export const query = (house: House) => ({
  status: true,
  template: template(house),
  k: house.config.get('rag.top_k'),
  r: house.config.get('rag.relevance_threshold'),
  hybrid: house.config.get('rag.enable_hybrid_search'),
})

/** What is absent stays as it is; the contract's own server loses it. A template must have a place for passages. */
export async function setQuery(house: House, form: QueryForm) {
  const { k, r, template: text, hybrid } = form
  if (text?.trim() && !/\[context\]|\{\{CONTEXT\}\}/.test(text)) {
    throw new Refusal(400, 'The template needs a place for the passages: [context] or {{CONTEXT}}.')
  }
  const own = text === defaultTemplate ? '' : text
  await house.config.set({
    ...(k && { 'rag.top_k': k }),
    ...(typeof r === 'number' && { 'rag.relevance_threshold': r }),
    ...(typeof own === 'string' && { 'rag.template': own }),
    ...(typeof hybrid === 'boolean' && { 'rag.enable_hybrid_search': hybrid }),
  })
  return query(house)
}

/** The vector of a text by the embedder that the settings name. Throws 400 with its reason. */
export async function embed(house: House, text: string, signal: AbortSignal): Promise<number[]> {
  try {
    const [vector] = await embedder(house, chosenEmbedder(house)).embed([text], 'query', signal)
    return Array.from(vector ?? [])
  } catch (error) {
    if (error instanceof EmbedError) throw new Refusal(400, error.message)
    throw error
  }
}
