// Every search engine, asked of a server that speaks its form.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Settings } from '../../../../src/config/settings'
import { engines } from '../../../../src/config/settings-web'
import { searchWeb } from '../../../../src/retrieval/web'
import { calm, type Opened, openHouse } from './house'

interface Seen {
  method: string
  path: string
  query: Record<string, string>
  header: (name: string) => string | null
  body: string
}

/** What the engine is set up with, what it has to be asked, and what it answers. */
interface Case {
  settings: (address: string) => Partial<Settings>
  asked: (seen: Seen) => unknown
  expected: unknown
  answer: unknown
}

const KEY = 'key-of-ada'
const rye = { url: 'https://rye.example/bread', title: 'Rye', words: 'All about rye.' }
const oat = { url: 'https://oat.example/', title: 'Oat', words: 'All about oats.' }
const found = [
  { link: rye.url, title: rye.title, snippet: rye.words },
  { link: oat.url, title: oat.title, snippet: oat.words },
]
const as = (link: string, title: string, snippet: string, more: object[] = [{}, {}]) =>
  [rye, oat].map((one, n) => ({
    [link]: one.url,
    [title]: one.title,
    [snippet]: one.words,
    ...more[n],
  }))
const [first, second] = as('link', 'title', 'snippet', [{ position: 1 }, { position: 2 }])

const cases: Record<Exclude<(typeof engines)[number], ''>, Case> = {
  searxng: {
    settings: address => ({ 'rag.web.search.searxng_query_url': `${address}?q=<query>&x=1` }),
    asked: ({ method, query }) => [method, query],
    expected: [
      'GET',
      {
        q: 'rye bread',
        format: 'json',
        pageno: '1',
        safesearch: '1',
        language: 'en-US',
        time_range: '',
        categories: '',
        theme: 'simple',
        image_proxy: '0',
      },
    ],
    answer: { results: as('url', 'title', 'content', [{ score: 3 }, { score: 1 }]).toReversed() },
  },
  google_pse: {
    settings: address => ({
      'rag.web.search.google_pse_url': address,
      'rag.web.search.google_pse_api_key': KEY,
      'rag.web.search.google_pse_engine_id': 'mine',
    }),
    asked: ({ method, query }) => [method, query],
    expected: ['GET', { cx: 'mine', q: 'rye bread', key: KEY, num: '3' }],
    answer: { items: as('link', 'title', 'snippet') },
  },
  brave: {
    settings: address => ({
      'rag.web.search.brave_search_url': address,
      'rag.web.search.brave_search_api_key': KEY,
    }),
    asked: ({ method, query, header }) => [method, query, header('x-subscription-token')],
    expected: ['GET', { q: 'rye bread', count: '3' }, KEY],
    answer: {
      web: {
        results: as('url', 'title', 'description', [
          { description: 'All <strong>about</strong> rye&#46;' },
          {},
        ]),
      },
    },
  },
  mojeek: {
    settings: address => ({
      'rag.web.search.mojeek_search_url': address,
      'rag.web.search.mojeek_search_api_key': KEY,
    }),
    asked: ({ method, query }) => [method, query],
    expected: ['GET', { q: 'rye bread', api_key: KEY, fmt: 'json', t: '3' }],
    answer: { response: { status: 'OK', results: as('url', 'title', 'desc') } },
  },
  bing: {
    settings: address => ({
      'rag.web.search.bing_search_v7_endpoint': address,
      'rag.web.search.bing_search_v7_subscription_key': KEY,
    }),
    asked: ({ method, query, header }) => [method, query, header('ocp-apim-subscription-key')],
    expected: ['GET', { q: 'rye bread', mkt: 'en-US', answerCount: '3', count: '3' }, KEY],
    answer: { webPages: { value: as('url', 'name', 'snippet') } },
  },
  serpstack: {
    settings: address => ({
      'rag.web.search.serpstack_url': address,
      'rag.web.search.serpstack_api_key': KEY,
    }),
    asked: ({ method, query }) => [method, query],
    expected: ['POST', { access_key: KEY, query: 'rye bread' }],
    answer: {
      organic_results: as('url', 'title', 'snippet', [
        { position: 1 },
        { position: 2 },
      ]).toReversed(),
    },
  },
  serper: {
    settings: address => ({
      'rag.web.search.serper_url': address,
      'rag.web.search.serper_api_key': KEY,
    }),
    asked: ({ method, header, body }) => [method, header('x-api-key'), JSON.parse(body)],
    expected: ['POST', KEY, { q: 'rye bread', num: 3 }],
    answer: { organic: [second, first] },
  },
  serply: {
    settings: address => ({
      'rag.web.search.serply_url': `${address}/`,
      'rag.web.search.serply_api_key': KEY,
    }),
    asked: ({ method, path, header }) => [
      method,
      path,
      ...['x-api-key', 'x-user-agent', 'x-proxy-location'].map(header),
    ],
    expected: ['GET', '/serply/q=rye+bread&language=en&num=3&gl=US&hl=en', KEY, 'desktop', 'US'],
    answer: { results: as('link', 'title', 'description') },
  },
  searchapi: {
    settings: address => ({
      'rag.web.search.searchapi_url': address,
      'rag.web.search.searchapi_api_key': KEY,
    }),
    asked: ({ method, query }) => [method, query],
    expected: ['GET', { engine: 'google', q: 'rye bread', api_key: KEY }],
    answer: { organic_results: [second, first] },
  },
  serpapi: {
    settings: address => ({
      'rag.web.search.serpapi_url': address,
      'rag.web.search.serpapi_api_key': KEY,
      'rag.web.search.serpapi_engine': 'bing',
    }),
    asked: ({ method, query }) => [method, query],
    expected: ['GET', { engine: 'bing', q: 'rye bread', api_key: KEY }],
    answer: { organic_results: [first, second] },
  },
  tavily: {
    settings: address => ({
      'rag.web.search.tavily_url': address,
      'rag.web.search.tavily_api_key': KEY,
    }),
    asked: ({ method, header, body }) => [method, header('authorization'), JSON.parse(body)],
    expected: ['POST', `Bearer ${KEY}`, { query: 'rye bread', api_key: KEY, max_results: 3 }],
    answer: { results: as('url', 'title', 'content') },
  },
  jina: {
    settings: address => ({
      'rag.web.search.jina_url': `${address}/`,
      'rag.web.search.jina_api_key': KEY,
    }),
    asked: ({ method, path, header }) => [method, path, header('authorization'), header('accept')],
    expected: ['GET', '/jina/rye%20bread', `Bearer ${KEY}`, 'application/json'],
    answer: { code: 200, data: as('url', 'title', 'description') },
  },
  kagi: {
    settings: address => ({
      'rag.web.search.kagi_search_url': address,
      'rag.web.search.kagi_search_api_key': KEY,
    }),
    asked: ({ method, query, header }) => [method, query, header('authorization')],
    expected: ['GET', { q: 'rye bread', limit: '3' }, `Bot ${KEY}`],
    answer: {
      data: [{ t: 1, list: ['rye flour'] }, ...as('url', 'title', 'snippet', [{ t: 0 }, { t: 0 }])],
    },
  },
  duckduckgo: {
    settings: address => ({ 'rag.web.search.duckduckgo_url': address }),
    asked: ({ method, body }) => [method, Object.fromEntries(new URLSearchParams(body))],
    expected: ['POST', { q: 'rye bread', kp: '-1' }],
    answer: `<html><body><div class="serp__results"><div id="links" class="results">
      <div class="result result--ad"><a class="result__a" href="https://ad.example/">Ad</a></div>
      <div class="result results_links"><h2><a class="result__a"
        href="//duckduckgo.com/l/?uddg=https%3A%2F%2Frye.example%2Fbread&amp;rut=1">Rye</a></h2>
        <a class="result__snippet" href="#">All about <b>rye</b>.</a></div>
      <div class="result"><a class="result__a" href="https://oat.example/">Oat</a>
        <a class="result__snippet">All about oats.</a></div></div></div></body></html>`,
  },
}

let opened: Opened
let server: Bun.Server<undefined>
let seen: Seen | undefined
let answer: unknown

beforeAll(async () => {
  opened = await openHouse()
  server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      const { pathname: path, searchParams } = new URL(request.url)
      const { method, headers } = request
      const query = Object.fromEntries(searchParams)
      seen = { method, path, query, header: name => headers.get(name), body: await request.text() }
      return typeof answer === 'string'
        ? new Response(answer, { headers: { 'content-type': 'text/html' } })
        : Response.json(answer)
    },
  })
})
afterAll(async () => {
  await server.stop(true)
  await opened[Symbol.asyncDispose]()
})

test.each(engines.filter(name => name !== ''))('asks %s and reads its answer', async name => {
  const { settings, asked, expected, answer: says } = cases[name]
  answer = says
  await opened.set({
    ...settings(`http://127.0.0.1:${server.port}/${name}`),
    'rag.web.search.engine': name,
  })
  expect(await searchWeb(opened.house, '  rye\n bread ', calm)).toEqual(found)
  expect(seen && asked(seen)).toEqual(expected)
})

test.each(engines.filter(name => name !== ''))(
  '%s that finds nothing gives nothing',
  async name => {
    answer =
      name === 'duckduckgo' ? '<div class="results"><div class="no-results"></div></div>' : {}
    await opened.set({
      ...cases[name].settings(`http://127.0.0.1:${server.port}/${name}`),
      'rag.web.search.engine': name,
    })
    expect(await searchWeb(opened.house, 'rye bread', calm)).toEqual([])
  },
)
