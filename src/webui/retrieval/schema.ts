// What crosses the wire of retrieval: the settings of documents and the web, questions, texts and pages.
import { z } from 'zod'
import { bool, decimal, int } from '../../utils/fields'

const NAME = 255
const QUERY = 10_000
const URL_LENGTH = 8192
const MOST_NAMES = 200

const count = int().pipe(z.int().min(0).max(1_000_000))
const share = decimal().pipe(z.number().min(-1).max(1))
const name = z.string().max(NAME)
const collection = z.string().max(NAME).nullish()

export const Text = z.object({ text: z.string().min(1).max(QUERY) })

const Endpoint = z.object({ url: z.string(), key: z.string() })

export const EmbeddingForm = z.object({
  embedding_engine: z.string(),
  embedding_model: z.string(),
  embedding_batch_size: count.nullish(),
  openai_config: Endpoint.nullish(),
  ollama_config: Endpoint.nullish(),
})
export type EmbeddingForm = z.infer<typeof EmbeddingForm>

export const RerankingForm = z.object({ reranking_model: z.string() })

export const QueryForm = z.object({
  k: count.nullish(),
  r: share.nullish(),
  template: z.string().nullish(),
  hybrid: bool().nullish(),
})
export type QueryForm = z.infer<typeof QueryForm>

const Search = z.looseObject({ enabled: bool().nullish() })

/** A section given is written as far as its keys go; absent keys stay as they are. */
export const ConfigForm = z.object({
  pdf_extract_images: bool().nullish(),
  file: z.object({ max_size: count.nullish(), max_count: count.nullish() }).nullish(),
  content_extraction: z
    .object({ engine: z.string().nullish(), tika_server_url: z.string().nullish() })
    .nullish(),
  chunk: z
    .object({
      text_splitter: z.string().nullish(),
      chunk_size: count.nullish(),
      chunk_overlap: count.nullish(),
    })
    .nullish(),
  youtube: z
    .object({
      language: z.array(z.string()).nullish(),
      translation: z.string().nullish(),
      proxy_url: z.string().nullish(),
    })
    .nullish(),
  web: z
    .object({ search: Search.nullish(), web_loader_ssl_verification: bool().nullish() })
    .nullish(),
})
export type ConfigForm = z.infer<typeof ConfigForm>

const asking = {
  query: z.string().max(QUERY),
  k: count.nullish(),
  r: share.nullish(),
  hybrid: bool().nullish(),
}
export const DocForm = z.object({ collection_name: z.string().max(NAME), ...asking })
export const CollectionForm = z.object({
  collection_names: z.array(z.string().max(NAME)).max(MOST_NAMES),
  ...asking,
})

export const FileForm = z.object({
  file_id: z.string().max(NAME),
  content: z.string().nullish(),
  collection_name: collection,
})
export const TextForm = z.object({ name, content: z.string(), collection_name: collection })
export const PageForm = z.object({ url: z.string().max(URL_LENGTH), collection_name: collection })
export const WebForm = z.object({ query: z.string().max(QUERY), collection_name: collection })
export const DeleteForm = z.object({
  collection_name: z.string().max(NAME),
  file_id: z.string().max(NAME),
})

/** What to try: a sentence to embed, documents or the web to search. */
export const TryForm = z.object({
  what: z.enum(['embed', 'documents', 'web']),
  query: z.string().min(1).max(QUERY),
  knowledge_id: z.string().max(NAME).nullish(),
})
export type TryForm = z.infer<typeof TryForm>
