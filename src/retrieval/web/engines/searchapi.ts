// SearchApi.
import { type Engine, listed, withQuery } from '../engine'

export const searchapi: Engine = {
  name: 'SearchApi',
  address: 'rag.web.search.searchapi_url',
  key: 'rag.web.search.searchapi_api_key',
  ask: (address, { query, key, get }) => ({
    url: withQuery(address, {
      engine: get('rag.web.search.searchapi_engine') || 'google',
      q: query,
      api_key: key,
    }),
  }),
  read: listed({
    at: 'organic_results',
    link: 'link',
    title: 'title',
    snippet: 'snippet',
    order: { by: 'position', direction: 'up' },
  }),
}
