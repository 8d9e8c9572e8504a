// Google's Programmable Search Engine.
import { type Engine, listed, withQuery } from '../engine'

const MOST = 10

export const googlePse: Engine = {
  name: 'Google PSE',
  address: 'rag.web.search.google_pse_url',
  key: 'rag.web.search.google_pse_api_key',
  needs: { 'rag.web.search.google_pse_engine_id': 'the id of a search engine' },
  ask: (address, { query, count, key, get }) => ({
    url: withQuery(address, {
      cx: get('rag.web.search.google_pse_engine_id'),
      q: query,
      key,
      num: Math.min(count, MOST),
    }),
  }),
  read: listed({ at: 'items', link: 'link', title: 'title', snippet: 'snippet' }),
}
