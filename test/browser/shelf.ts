// Documents that lie in the house when a journey begins, and an answer that rests on them.
import type { Caller } from '../caller'
import { send } from '../files'
import { add, base } from '../knowledge'
import { pdf } from '../pdf'
import { keepChat } from './chats'
import { picture } from './picture'

export const BOOK = 'The lights of Skerry.pdf'
export const NOTES = 'Skerry.md'

const PASSAGE = 'The keeper of the lighthouse at Skerry is called Ingrid Falk.'
const NOTE = 'She has kept it since 1998, and trims the lamp at dusk.'

const notes = `# Skerry

A rock with a tower, four miles out.

${NOTE}

The boat goes on Tuesdays, weather permitting.`

/** Twelve pages; the fifth has the passage. */
const book = () =>
  pdf(
    Array.from({ length: 12 }, (_, page) =>
      Array.from({ length: 34 }, (_, line) =>
        page === 4 && line === 12 ? PASSAGE : `The harbour was quiet, as on day ${line + 1}.`,
      ),
    ),
  )

export interface Shelf {
  base: string
  empty: string
  /** The chat whose answer has sources. */
  chat: string
}

/** Two knowledge bases, three files and a chat about them. */
export async function stock(owner: Caller): Promise<Shelf> {
  const lights = await base(owner, {
    name: 'Keepers and lamps',
    description: 'Towers, keepers and lamps between Skerry and the cape.',
  })
  const empty = await base(owner, { name: 'House rules', description: '' })
  const view = new Uint8Array(picture(640, 400))
  const sent = await Promise.all([
    send(owner, BOOK, book(), ''),
    send(owner, NOTES, notes, ''),
    send(owner, 'The tower.png', view, 'wait=false'),
  ])
  const [pages, words, tower] = sent.map(({ body }) => String(body.id))
  if (!pages || !words || !tower) throw new Error('The shelf stays empty.')
  await add(owner, lights, pages, words)
  return { base: lights, empty, chat: await talk(owner, { lights, pages, words, tower }) }
}

interface Ids {
  lights: string
  pages: string
  words: string
  tower: string
}

const half = (rank: number, score: number) => ({ rank, score })

function talk(owner: Caller, { lights, pages, words, tower }: Ids): Promise<string> {
  const first = { name: BOOK, file_id: pages, page: 4, start_index: 100 }
  const second = { name: NOTES, file_id: words, start_index: notes.indexOf(NOTE) }
  const sources = [
    {
      source: { type: 'file', id: pages, name: BOOK },
      document: [PASSAGE],
      metadata: [{ number: 1, source: BOOK, ...first }],
      distances: [0.8],
    },
    {
      source: { type: 'file', id: words, name: NOTES },
      document: [NOTE],
      metadata: [{ number: 2, source: NOTES, ...second }],
      distances: [0.7],
    },
  ]
  const none = { vector: null, words: null, rerank: null }
  const retrieval = {
    queries: ['keeper of the lighthouse at Skerry', 'who trims the lamp'],
    passages: [
      { number: 1, ...first, ...none, score: 0.91, vector: half(1, 0.74), words: half(2, 8.1) },
      { number: 2, ...second, ...none, score: 0.62, vector: half(2, 0.61) },
    ],
    left: [
      {
        ...first,
        ...none,
        page: 1,
        start_index: 900,
        score: 0.2,
        vector: half(4, 0.3),
        text: 'The harbour was quiet, as on day 3.',
        why: 'rank',
      },
    ],
    whole: [],
    trouble: ['The second look was left out: the reranker did not answer.'],
    nothing: false,
    ms: { total: 19 },
  }
  const files = [
    { type: 'collection', id: lights, name: 'Keepers and lamps' },
    { type: 'file', id: pages, name: BOOK, content_type: 'application/pdf' },
    { type: 'file', id: tower, name: 'The tower.png', content_type: 'image/png' },
  ]
  const answer = {
    content:
      'Skerry is kept by **Ingrid Falk** [1]. She has been there since 1998 and trims the lamp at dusk [2].\n\nThe documents do not say who came before her.',
    sources,
    retrieval,
    statusHistory: [{ action: 'knowledge_search', description: 'Found two passages', done: true }],
  }
  return keepChat(owner, 'The keeper of Skerry', [{ content: 'Who keeps Skerry?', files }, answer])
}
