// Serpstack.
import { type Engine, listed, withQuery } from '../engine'

export const serpstack: Engine = {
  name: 'Serpstack',
  address: 'rag.web.search.serpstack_url',
  key: 'rag.web.search.serpstack_api_key',
  ask: (address, { query, key }) => ({
    url: withQuery(address, { access_key: key, query }),
    method: 'POST',
  }),
  read: listed({
    at: 'organic_results',
    link: 'url',
    title: 'title',
    snippet: 'snippet',
    order: { by: 'position', direction: 'up' },
  }),
}
