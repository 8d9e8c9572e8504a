// Brave Search.
import { type Engine, listed, withQuery } from '../engine'

const MOST = 20

export const brave: Engine = {
  name: 'Brave',
  address: 'rag.web.search.brave_search_url',
  key: 'rag.web.search.brave_search_api_key',
  ask: (address, { query, count, key }) => ({
    url: withQuery(address, { q: query, count: Math.min(count, MOST) }),
    headers: { 'x-subscription-token': key },
  }),
  read: listed({ at: 'web.results', link: 'url', title: 'title', snippet: 'description' }),
}
