// Calls about the index of documents and the search of the web, for admins.
import { request } from './request'

const PATH = '/retrieval/api/v1'

/** Who embeds. */
export interface EmbedderName {
  engine: '' | 'openai' | 'ollama'
  model: string
  url: string
  dimension?: number | null
}

/** How the index stands; `building` is to take the place of `live`. */
export interface IndexStanding {
  live: EmbedderName | null
  building: EmbedderName | null
  chosen: EmbedderName
  job: {
    state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
    done: number
    total: number
    error: string | null
    attempts: number
  } | null
}

export interface TriedPassage {
  file_id: string
  name: string
  text: string
  start: number
  stop: number
  page: number | null
  score: number
}

/** What came of trying; which parts there are depends on what was tried. */
export interface Tried {
  ms: number
  dimension?: number
  passages?: TriedPassage[]
  trouble?: string[]
  results?: { link: string; title: string; snippet: string }[]
}

export const index = {
  read: () => request<IndexStanding>(`${PATH}/reindex`),
  begin: () => request<IndexStanding>(`${PATH}/reindex`, { method: 'POST' }),
  stop: () => request<IndexStanding>(`${PATH}/reindex`, { method: 'DELETE' }),
}

export const tryOut = (form: {
  what: 'embed' | 'documents' | 'web'
  query: string
  knowledge_id?: string | null
}) => request<Tried>(`${PATH}/try`, { method: 'POST', body: form })
