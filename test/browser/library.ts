// Documents and knowledge that lie in the house when a journey begins.
import type { Caller } from '../caller'
import { send } from '../files'
import { pdf } from '../pdf'
import { keepChat } from './chats'

export const BOOK = 'Lights of the north.pdf'
export const BASE = 'Lighthouses'
const PASSAGE =
  'The keeper of the lighthouse at Skerry is called Ingrid Falk, and she trims the lamp at dusk.'

const book = () =>
  pdf(
    Array.from({ length: 12 }, (_, page) =>
      Array.from({ length: 40 }, (_, line) => {
        if (page === 4 && line === 20)
          return 'The keeper of the lighthouse at Skerry is called Ingrid'
        if (page === 4 && line === 21) return 'Falk, and she trims the lamp at dusk.'
        return `Page ${page + 1}, line ${line}: nothing of importance is said here.`
      }),
    ),
  )

const half = (rank: number, score: number) => ({ rank, score })

export interface Library {
  /** A file, a knowledge base that holds it, and a chat whose answer cites it. */
  file: string
  base: string
  chat: string
}

/** Puts a book, a base and a chat that cites the book there. */
export async function shelve(ada: Caller): Promise<Library> {
  const { id: file } = (await send(ada, BOOK, book(), 'wait=true')).body
  const form = { name: BASE, description: 'Everything about the lights of the north.' }
  const { id: base } = (await ada.post('/api/v1/knowledge/create', { ...form, access_control: {} }))
    .body
  const notes = await send(ada, 'notes.md', '# Notes\n\nThe oil comes in spring.', 'wait=true')
  const broken = await send(ada, 'broken.pdf', '%PDF-1.7 and nothing more', 'wait=true')
  const files = [
    { file_id: file, path: '' },
    { file_id: notes.body.id, path: 'keepers/notes.md' },
    { file_id: broken.body.id, path: '' },
  ]
  await ada.post(`/api/v1/knowledge/${base}/files/add`, { files })
  return { file, base, chat: await cite(ada, file, base) }
}

/** A chat whose answer cites the fifth page of the book. */
export function cite(ada: Caller, file: string, base?: string): Promise<string> {
  const about = { name: BOOK, file_id: file, page: 4, start_index: 100 }
  const sources = [
    {
      source: { type: 'file', id: file, name: BOOK },
      document: [PASSAGE],
      metadata: [{ number: 1, source: BOOK, ...about }],
      distances: [0.8],
    },
  ]
  const weighed = { ...about, vector: half(1, 0.7), words: half(2, 8), rerank: null }
  const retrieval = {
    queries: ['keeper of Skerry'],
    passages: [{ number: 1, ...weighed, score: 0.9 }],
    left: [
      {
        ...weighed,
        page: 1,
        start_index: 900,
        score: 0.2,
        vector: half(4, 0.3),
        words: null,
        text: 'Page 2, line 1.',
        why: 'rank',
      },
    ],
    whole: [],
    trouble: [],
    nothing: false,
    ms: { total: 19 },
  }
  const files = [
    { type: 'file', id: file, name: BOOK, content_type: 'application/pdf' },
    ...(base ? [{ type: 'collection', id: base, name: BASE }] : []),
  ]
  return keepChat(ada, 'Lights', [
    { content: 'Who keeps the light?', files },
    {
      content: 'It is kept by **Ingrid Falk** [1]. A footnote [9] is none.',
      sources,
      retrieval,
      statusHistory: [{ action: 'knowledge_search', description: 'Found one passage', done: true }],
    },
  ])
}

/** What the book says, as it is cited. */
export { PASSAGE }
