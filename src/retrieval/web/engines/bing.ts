// Bing's search API, and what is offered under its form since.
import { type Engine, listed, withQuery } from '../engine'

export const bing: Engine = {
  name: 'Bing',
  address: 'rag.web.search.bing_search_v7_endpoint',
  key: 'rag.web.search.bing_search_v7_subscription_key',
  ask: (address, { query, count, key, get }) => ({
    url: withQuery(address, {
      q: query,
      mkt: get('ui.default_locale') || 'en-US',
      answerCount: count,
      count,
    }),
    headers: { 'ocp-apim-subscription-key': key },
  }),
  read: listed({ at: 'webPages.value', link: 'url', title: 'name', snippet: 'snippet' }),
}
