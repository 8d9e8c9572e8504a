// Kagi.
import { type Engine, listed, withQuery } from '../engine'

/** Kinds of entries; others are related questions. */
const RESULT = 0

export const kagi: Engine = {
  name: 'Kagi',
  address: 'rag.web.search.kagi_search_url',
  key: 'rag.web.search.kagi_search_api_key',
  ask: (address, { query, count, key }) => ({
    url: withQuery(address, { q: query, limit: count }),
    headers: { authorization: `Bot ${key}` },
  }),
  read: listed({
    at: 'data',
    link: 'url',
    title: 'title',
    snippet: 'snippet',
    only: ({ t }) => t === RESULT,
  }),
}
