// Jina's search, asked for results without the pages themselves.
import { type Engine, listed } from '../engine'

export const jina: Engine = {
  name: 'Jina',
  address: 'rag.web.search.jina_url',
  key: 'rag.web.search.jina_api_key',
  ask(address, { query, key }) {
    const url = new URL(address)
    url.pathname = `${url.pathname.replace(/\/$/, '')}/${encodeURIComponent(query)}`
    const headers = { authorization: `Bearer ${key}`, 'x-respond-with': 'no-content' }
    return { url, headers }
  },
  read: listed({ at: 'data', link: 'url', title: 'title', snippet: ['description', 'content'] }),
}
