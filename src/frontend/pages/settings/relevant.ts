// Which settings of documents and the web have a say as the others stand; the rest would only be in the way.
import type { HouseSetting } from '../../api-house'
import { anchorOf } from './house'

type Values = ReadonlyMap<string, unknown>
type Condition = (values: Values) => boolean

const is =
  (key: string, ...wanted: unknown[]): Condition =>
  values =>
    wanted.includes(values.get(key))

const embedder = (engine: string) => is('rag.embedding_engine', engine)
const outside = is('rag.embedding_engine', 'openai', 'ollama')
const reader = (engine: string) => is('rag.CONTENT_EXTRACTION_ENGINE', engine)
const reranker = is('rag.reranking_engine', 'external')
const again = is('rag.reranking_engine', 'external', 'model')

const CONDITIONS: Record<string, Condition> = {
  'rag.tika_server_url': reader('tika'),
  'rag.docling_server_url': reader('docling'),
  'rag.docling_api_key': reader('docling'),
  'rag.external_document_loader_url': reader('external'),
  'rag.external_document_loader_api_key': reader('external'),
  'rag.extract.vision_model': is('rag.extract.images', 'model'),
  'rag.pdf_extract_images': is('rag.extract.images', 'model'),
  'rag.embedding_model': outside,
  'rag.embedding_batch_size': outside,
  'rag.embedding_query_prefix': outside,
  'rag.embedding_content_prefix': outside,
  'rag.embedding_idle_seconds': embedder(''),
  'rag.openai_api_base_url': embedder('openai'),
  'rag.openai_api_key': embedder('openai'),
  'rag.ollama.url': embedder('ollama'),
  'rag.ollama.key': embedder('ollama'),
  'rag.reranking_model': again,
  'rag.external_reranker_url': reranker,
  'rag.external_reranker_timeout': again,
  'rag.external_reranker_api_key': reranker,
  'rag.tiktoken_encoding_name': is('rag.text_splitter', 'token'),
  'rag.web.local_networks': is('rag.enable_local_web_fetch', true),
}

/** How the settings of a search engine begin, where that is not its own name. */
const ENGINES: Record<string, string> = {
  brave: 'brave_search',
  mojeek: 'mojeek_search',
  kagi: 'kagi_search',
  bing: 'bing_search',
}
const ALWAYS = ['enable', 'engine', 'result_count', 'concurrent_requests']
const SEARCH = 'rag.web.search.'

function conditionOf(key: string): Condition | undefined {
  if (!key.startsWith(SEARCH)) return CONDITIONS[key]
  const name = key.slice(SEARCH.length)
  if (ALWAYS.includes(name)) return undefined
  return values => {
    const engine = String(values.get(`${SEARCH}engine`) ?? '')
    return engine !== '' && name.startsWith(`${ENGINES[engine] ?? engine}_`)
  }
}

/** Those that count, and the one that the address names. */
export const relevant = (all: HouseSetting[]): HouseSetting[] => {
  const values = new Map(all.map(({ key, value }) => [key, value]))
  return all.filter(({ key }) => {
    const condition = conditionOf(key)
    return !condition || condition(values) || location.hash === `#${anchorOf(key)}`
  })
}
