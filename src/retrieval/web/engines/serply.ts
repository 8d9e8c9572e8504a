// Serply, whose parameters are a part of the path.
import { type Engine, listed } from '../engine'

export const serply: Engine = {
  name: 'Serply',
  address: 'rag.web.search.serply_url',
  key: 'rag.web.search.serply_api_key',
  ask(address, { query, count, key }) {
    const url = new URL(address)
    const parameters = { q: query, language: 'en', num: String(count), gl: 'US', hl: 'en' }
    url.pathname = `${url.pathname.replace(/\/$/, '')}/${new URLSearchParams(parameters)}`
    const headers = { 'x-api-key': key, 'x-user-agent': 'desktop', 'x-proxy-location': 'US' }
    return { url, headers }
  },
  read: listed({ at: 'results', link: 'link', title: 'title', snippet: 'description' }),
}
