// The contract's document of settings for documents and the web; some of its names are spelt in several ways.
import { withoutStray } from '../../config/change'
import type { House } from '../../config/house'
import type { Key, Settings } from '../../config/settings'
import { Refusal } from '../../utils/refusal'
import type { ConfigForm } from './schema'

/** Names of the contract under `web.search`, and the settings behind them. */
const SEARCH = {
  enabled: 'rag.web.search.enable',
  engine: 'rag.web.search.engine',
  searxng_query_url: 'rag.web.search.searxng_query_url',
  google_pse_api_key: 'rag.web.search.google_pse_api_key',
  google_pse_engine_id: 'rag.web.search.google_pse_engine_id',
  brave_search_api_key: 'rag.web.search.brave_search_api_key',
  mojeek_search_api_key: 'rag.web.search.mojeek_search_api_key',
  serpstack_api_key: 'rag.web.search.serpstack_api_key',
  serpstack_https: 'rag.web.search.serpstack_https',
  serper_api_key: 'rag.web.search.serper_api_key',
  serply_api_key: 'rag.web.search.serply_api_key',
  tavily_api_key: 'rag.web.search.tavily_api_key',
  searchapi_api_key: 'rag.web.search.searchapi_api_key',
  searchapi_engine: 'rag.web.search.searchapi_engine',
  jina_api_key: 'rag.web.search.jina_api_key',
  bing_search_v7_endpoint: 'rag.web.search.bing_search_v7_endpoint',
  bing_search_v7_subscription_key: 'rag.web.search.bing_search_v7_subscription_key',
  kagi_search_api_key: 'rag.web.search.kagi_search_api_key',
  serpapi_api_key: 'rag.web.search.serpapi_api_key',
  serpapi_engine: 'rag.web.search.serpapi_engine',
  result_count: 'rag.web.search.result_count',
  concurrent_requests: 'rag.web.search.concurrent_requests',
} as const satisfies Record<string, Key>

function searchOf({ config }: House) {
  const values = Object.entries(SEARCH).map(([name, key]) => [name, config.get(key)] as const)
  const said: Record<string, unknown> = Object.fromEntries(values)
  // Both of the contract's misspellings, beside the right names.
  return {
    ...said,
    seaarchapi_engine: said.searchapi_engine,
    serachapi_api_key: said.searchapi_api_key,
  }
}

export function readConfig(house: House) {
  const get = house.config.get.bind(house.config)
  return {
    status: true,
    pdf_extract_images: get('rag.pdf_extract_images'),
    content_extraction: {
      engine: get('rag.CONTENT_EXTRACTION_ENGINE'),
      tika_server_url: get('rag.tika_server_url'),
    },
    chunk: {
      text_splitter: get('rag.text_splitter'),
      chunk_size: get('rag.chunk_size'),
      chunk_overlap: get('rag.chunk_overlap'),
    },
    file: { max_size: get('rag.file.max_size'), max_count: get('rag.file.max_count') },
    youtube: {
      language: get('rag.youtube_loader_language'),
      translation: get('rag.youtube_loader_translation'),
      proxy_url: get('rag.youtube_loader_proxy_url'),
    },
    web: {
      web_loader_ssl_verification: get('rag.enable_web_loader_ssl_verification'),
      search: searchOf(house),
    },
  }
}

/** Saves what was given; what a section leaves out stays as it is. */
export async function writeConfig(house: House, form: ConfigForm) {
  const { pdf_extract_images, content_extraction, chunk, file, youtube, web } = form
  const found: [Key, unknown][] = [
    ['rag.pdf_extract_images', pdf_extract_images],
    ['rag.CONTENT_EXTRACTION_ENGINE', content_extraction?.engine],
    ['rag.tika_server_url', content_extraction?.tika_server_url],
    ['rag.text_splitter', chunk?.text_splitter],
    ['rag.chunk_size', chunk?.chunk_size],
    ['rag.chunk_overlap', chunk?.chunk_overlap],
    ['rag.youtube_loader_language', youtube?.language],
    ['rag.youtube_loader_proxy_url', youtube?.proxy_url],
    ['rag.enable_web_loader_ssl_verification', web?.web_loader_ssl_verification],
    ...searchSaid(web?.search ?? {}),
  ]
  checkLengths(house, chunk)
  const set = found.filter(([, value]) => value !== undefined && value !== null)
  const changes: Partial<Settings> = {
    // `set` checks every value's type.
    ...(Object.fromEntries(set) as Partial<Settings>),
    ...nullable('rag.file.max_size', file?.max_size),
    ...nullable('rag.file.max_count', file?.max_count),
    ...nullable('rag.youtube_loader_translation', youtube?.translation),
  }
  await house.config.set(withoutStray(changes, house.config))
  return readConfig(house)
}

/** Less has no sentence in it, and makes a passage of every few letters of every document. */
const SHORTEST = 20

/** Throws 400 for passages that hold nothing, or nothing new. */
function checkLengths({ config }: House, chunk: ConfigForm['chunk']): void {
  const size = chunk?.chunk_size ?? config.get('rag.chunk_size')
  const overlap = chunk?.chunk_overlap ?? config.get('rag.chunk_overlap')
  if (typeof chunk?.chunk_size === 'number' && size < SHORTEST)
    throw new Refusal(400, `Let chunks have a length of ${SHORTEST} at least; 1000 is usual.`)
  if (typeof (chunk?.chunk_size ?? chunk?.chunk_overlap) === 'number' && overlap >= size)
    throw new Refusal(400, 'Let two chunks share less than the length of one.')
}

/** Null says that there is no bound; absent says nothing. */
const nullable = <T>(key: Key, value: T | null | undefined): Partial<Settings> =>
  value === undefined ? {} : ({ [key]: value } as Partial<Settings>)

const searchSaid = (said: Record<string, unknown>): [Key, unknown][] =>
  Object.entries(SEARCH).map(([name, key]) => [key, said[name]])
