// SerpApi.
import { type Engine, listed, type Reading, withQuery } from '../engine'

const read = listed({
  at: 'organic_results',
  link: 'link',
  title: 'title',
  snippet: 'snippet',
  order: { by: 'position', direction: 'up' },
})

export const serpapi: Engine = {
  name: 'SerpApi',
  address: 'rag.web.search.serpapi_url',
  key: 'rag.web.search.serpapi_api_key',
  ask: (address, { query, key, get }) => ({
    url: withQuery(address, {
      engine: get('rag.web.search.serpapi_engine') || 'google',
      q: query,
      api_key: key,
    }),
  }),
  /** That nothing was found is an error there. */
  read(text): Reading {
    const reading = read(text)
    const isNone =
      reading && 'fault' in reading && /hasn't returned any results/.test(reading.fault)
    return isNone ? { results: [] } : reading
  },
}
