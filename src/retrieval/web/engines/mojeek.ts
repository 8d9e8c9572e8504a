// Mojeek.
import { type Engine, listed, withQuery } from '../engine'

export const mojeek: Engine = {
  name: 'Mojeek',
  address: 'rag.web.search.mojeek_search_url',
  key: 'rag.web.search.mojeek_search_api_key',
  ask: (address, { query, count, key }) => ({
    url: withQuery(address, { q: query, api_key: key, fmt: 'json', t: count }),
  }),
  read: listed({ at: 'response.results', link: 'url', title: 'title', snippet: 'desc' }),
}
