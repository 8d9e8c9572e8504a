// Serper.
import { type Engine, listed, posted } from '../engine'

export const serper: Engine = {
  name: 'Serper',
  address: 'rag.web.search.serper_url',
  key: 'rag.web.search.serper_api_key',
  ask: (address, { query, count, key }) =>
    posted(address, { q: query, num: count }, { 'x-api-key': key }),
  read: listed({
    at: 'organic',
    link: 'link',
    title: 'title',
    snippet: ['snippet', 'description'],
    order: { by: 'position', direction: 'up' },
  }),
}
