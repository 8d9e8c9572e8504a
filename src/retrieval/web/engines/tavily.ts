// Tavily.
import { type Engine, listed, posted } from '../engine'

const MOST = 20

export const tavily: Engine = {
  name: 'Tavily',
  address: 'rag.web.search.tavily_url',
  key: 'rag.web.search.tavily_api_key',
  // Older keys are looked for in the body, newer ones in the header.
  ask: (address, { query, count, key }) =>
    posted(
      address,
      { query, api_key: key, max_results: Math.min(count, MOST) },
      { authorization: `Bearer ${key}` },
    ),
  read: listed({ at: 'results', link: 'url', title: 'title', snippet: 'content' }),
}
