// SearXNG: an instance of one's own, or of somebody else.
import { type Engine, listed, withQuery } from '../engine'

export const searxng: Engine = {
  name: 'SearXNG',
  address: 'rag.web.search.searxng_query_url',
  ask: (address, { query }) => ({
    url: withQuery(bare(address), {
      q: query,
      format: 'json',
      pageno: 1,
      safesearch: 1,
      language: 'en-US',
      time_range: '',
      categories: '',
      theme: 'simple',
      image_proxy: 0,
    }),
  }),
  read: listed({
    at: 'results',
    link: 'url',
    title: 'title',
    snippet: 'content',
    order: { by: 'score', direction: 'down' },
  }),
  hints: { 403: 'Its settings.yml has to list json under search.formats.' },
}

/** Older clients save an address with a place for the question in it. */
function bare(address: URL): URL {
  const url = new URL(address)
  if (decodeURIComponent(url.search).includes('<query>')) url.search = ''
  return url
}
