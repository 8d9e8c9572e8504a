// Settings of web pages, of the transcripts of videos, and of searching the web.
import { isIP } from 'node:net'
import { z } from 'zod'
import { address, type Kind, list, whole } from '../utils/kinds'
import { amount, between, oneOf, row, secret, text, textOrNull, texts, toggle } from './row'

const network: Kind<string> = {
  allowed: 'an IP address or a range such as 10.0.0.0/8',
  parse(text) {
    const [ip = '', bits, ...rest] = text.split('/')
    const family = isIP(ip)
    if (family === 0 || rest.length > 0) return undefined
    const fits = bits === undefined || whole(0, family === 4 ? 32 : 128).parse(bits) !== undefined
    return fits ? text : undefined
  },
}

const networks = z.array(
  z.string().refine(text => network.parse(text) !== undefined, `Must be ${network.allowed}`),
)

const web = address('http', 'https')
const webAddress = z
  .string()
  .max(2048)
  .refine(text => web.parse(text) !== undefined, `Must be ${web.allowed}`)

/** Where a search engine answers: its own address, or that of a gateway before it. */
const place = (env: string, initial: string, name: string) =>
  row(env, web, webAddress, initial, `${name}: address.`)

/** A key that goes to that address alone. */
const keyAt = (env: string, at: string, name: string) =>
  secret(env, `${name}: key.`, { at: `rag.web.search.${at}` })

export const engines = [
  '',
  'searxng',
  'google_pse',
  'brave',
  'mojeek',
  'bing',
  'serpstack',
  'serper',
  'serply',
  'searchapi',
  'serpapi',
  'tavily',
  'jina',
  'kagi',
  'duckduckgo',
] as const

/** What fetching a page needs. */
const pages = {
  'rag.enable_web_loader_ssl_verification': toggle(
    'ENABLE_RAG_WEB_LOADER_SSL_VERIFICATION',
    true,
    'Check the certificates of web pages.',
  ),
  'rag.web.loader_timeout': between(
    'WEB_LOADER_TIMEOUT',
    1,
    600,
    20,
    'Seconds for a page, and for the results of a search.',
  ),
  'rag.enable_local_web_fetch': toggle(
    'ENABLE_RAG_LOCAL_WEB_FETCH',
    false,
    'People may fetch pages of the networks below, too.',
  ),
  'rag.web.local_networks': row(
    'RAG_LOCAL_WEB_FETCH_NETWORKS',
    list(network, ','),
    networks,
    [
      '127.0.0.0/8',
      '10.0.0.0/8',
      '172.16.0.0/12',
      '192.168.0.0/16',
      '100.64.0.0/10',
      '::1',
      'fc00::/7',
    ],
    'These networks; link-local ones and services of clouds are never called.',
  ),
  'rag.youtube_loader_language': texts(
    'YOUTUBE_LOADER_LANGUAGE',
    ['en'],
    'Subtitle languages, the best first.',
  ),
  'rag.youtube_loader_translation': textOrNull(
    'YOUTUBE_LOADER_TRANSLATION',
    'Language into which YouTube translates subtitles; empty leaves them.',
    { of: 'language' },
  ),
  'rag.youtube_loader_proxy_url': text('YOUTUBE_LOADER_PROXY_URL', '', 'Proxy for subtitles.'),
}

export const search = {
  'rag.web.search.enable': toggle('ENABLE_RAG_WEB_SEARCH', false, 'Models may search the web.'),
  'rag.web.search.engine': oneOf('RAG_WEB_SEARCH_ENGINE', engines, '', 'The search engine.'),
  'rag.web.search.result_count': amount('RAG_WEB_SEARCH_RESULT_COUNT', 3, 'Results to read.'),
  'rag.web.search.concurrent_requests': amount(
    'RAG_WEB_SEARCH_CONCURRENT_REQUESTS',
    10,
    'Pages read at once.',
  ),
  // The doubled prefix is the reference's own.
  'rag.rag.web.search.domain.filter_list': texts(
    '',
    [],
    'Hosts to search in; !host leaves one out.',
  ),
  'rag.web.search.searxng_query_url': text('SEARXNG_QUERY_URL', '', 'SearXNG: address.'),
  'rag.web.search.google_pse_url': place(
    'GOOGLE_PSE_URL',
    'https://www.googleapis.com/customsearch/v1',
    'Google PSE',
  ),
  'rag.web.search.google_pse_api_key': keyAt('GOOGLE_PSE_API_KEY', 'google_pse_url', 'Google PSE'),
  'rag.web.search.google_pse_engine_id': text('GOOGLE_PSE_ENGINE_ID', '', 'Google PSE: engine.'),
  'rag.web.search.brave_search_url': place(
    'BRAVE_SEARCH_URL',
    'https://api.search.brave.com/res/v1/web/search',
    'Brave',
  ),
  'rag.web.search.brave_search_api_key': keyAt('BRAVE_SEARCH_API_KEY', 'brave_search_url', 'Brave'),
  'rag.web.search.mojeek_search_url': place(
    'MOJEEK_SEARCH_URL',
    'https://api.mojeek.com/search',
    'Mojeek',
  ),
  'rag.web.search.mojeek_search_api_key': keyAt(
    'MOJEEK_SEARCH_API_KEY',
    'mojeek_search_url',
    'Mojeek',
  ),
  'rag.web.search.bing_search_v7_endpoint': text(
    'BING_SEARCH_V7_ENDPOINT',
    'https://api.bing.microsoft.com/v7.0/search',
    'Bing: address.',
  ),
  'rag.web.search.bing_search_v7_subscription_key': keyAt(
    'BING_SEARCH_V7_SUBSCRIPTION_KEY',
    'bing_search_v7_endpoint',
    'Bing',
  ),
  'rag.web.search.serpstack_https': toggle('SERPSTACK_HTTPS', true, 'Serpstack over https.'),
  'rag.web.search.serpstack_url': row(
    'SERPSTACK_URL',
    web,
    webAddress,
    'https://api.serpstack.com/search',
    'Serpstack: address.',
    {
      follows: get =>
        `${get('rag.web.search.serpstack_https') ? 'https' : 'http'}://api.serpstack.com/search`,
    },
  ),
  'rag.web.search.serpstack_api_key': keyAt('SERPSTACK_API_KEY', 'serpstack_url', 'Serpstack'),
  'rag.web.search.serper_url': place('SERPER_URL', 'https://google.serper.dev/search', 'Serper'),
  'rag.web.search.serper_api_key': keyAt('SERPER_API_KEY', 'serper_url', 'Serper'),
  'rag.web.search.serply_url': place('SERPLY_URL', 'https://api.serply.io/v1/search/', 'Serply'),
  'rag.web.search.serply_api_key': keyAt('SERPLY_API_KEY', 'serply_url', 'Serply'),
  'rag.web.search.searchapi_url': place(
    'SEARCHAPI_URL',
    'https://www.searchapi.io/api/v1/search',
    'SearchApi',
  ),
  'rag.web.search.searchapi_api_key': keyAt('SEARCHAPI_API_KEY', 'searchapi_url', 'SearchApi'),
  'rag.web.search.searchapi_engine': text('SEARCHAPI_ENGINE', '', 'SearchApi: engine.'),
  'rag.web.search.serpapi_url': place('SERPAPI_URL', 'https://serpapi.com/search', 'SerpApi'),
  'rag.web.search.serpapi_api_key': keyAt('SERPAPI_API_KEY', 'serpapi_url', 'SerpApi'),
  'rag.web.search.serpapi_engine': text('SERPAPI_ENGINE', '', 'SerpApi: engine.'),
  'rag.web.search.tavily_url': place('TAVILY_URL', 'https://api.tavily.com/search', 'Tavily'),
  'rag.web.search.tavily_api_key': keyAt('TAVILY_API_KEY', 'tavily_url', 'Tavily'),
  'rag.web.search.jina_url': place('JINA_URL', 'https://s.jina.ai/', 'Jina'),
  'rag.web.search.jina_api_key': keyAt('JINA_API_KEY', 'jina_url', 'Jina'),
  'rag.web.search.kagi_search_url': place(
    'KAGI_SEARCH_URL',
    'https://kagi.com/api/v0/search',
    'Kagi',
  ),
  'rag.web.search.kagi_search_api_key': keyAt('KAGI_SEARCH_API_KEY', 'kagi_search_url', 'Kagi'),
  'rag.web.search.duckduckgo_url': place(
    'DUCKDUCKGO_URL',
    'https://html.duckduckgo.com/html/',
    'DuckDuckGo',
  ),
  ...pages,
}
