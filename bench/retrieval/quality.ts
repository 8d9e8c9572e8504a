// How good the search is, by the judgements of people: a folder with corpus.jsonl, queries.jsonl and qrels.tsv.
import { join } from 'node:path'
import type { House } from '../../src/config/house'
import * as Generations from '../../src/retrieval/generations'
import { type Passage, search } from '../../src/retrieval/search'
import { terms } from '../../src/retrieval/search/terms'
import { byWords } from '../../src/retrieval/search/words'
import type { Row } from '../table'
import { embed, KNOWLEDGE, pieces, place, shelf } from './shelf'

interface Line {
  _id: string
  title?: string
  text: string
}

const scope = { files: [], knowledge: [KNOWLEDGE] }
const DEEP = 100

/** nDCG@10, recall@10 and MRR of vectors alone, BM25 alone, and both. */
export async function quality(
  house: House,
  folder: string,
  note: (text: string) => void,
): Promise<Row[]> {
  const read = async (name: string) =>
    Bun.JSONL.parse(await Bun.file(join(folder, name)).text()) as Line[]
  const judged = judgements(await Bun.file(join(folder, 'qrels.tsv')).text())
  const queries = (await read('queries.jsonl')).filter(({ _id }) => judged.has(_id))
  note('embedding the collection')
  await shelf(house)
  for (const { _id, title, text } of await read('corpus.jsonl')) {
    const parts = await pieces([title, text].filter(Boolean).join('\n\n'))
    const vectors = await embed(
      house,
      parts.map(part => part.text),
      'passage',
    )
    await place(house, _id, parts, vectors)
  }
  note('asking')
  const ways: [string, (query: string) => Promise<string[]>][] = [
    ['vectors', query => bySearch(house, query, false)],
    ['BM25', query => byBm25(house, query)],
    ['hybrid', query => bySearch(house, query, true)],
  ]
  const figures: Figures[] = []
  for (const [, ask] of ways) {
    const each: Figures[] = []
    for (const { _id, text } of queries) {
      each.push(figuresOf(await ask(text), judged.get(_id) ?? new Map()))
    }
    figures.push(mean(each))
  }
  return ways.map(([name], n) => row(name, figures[n] as Figures, figures))
}

interface Figures {
  ndcg: number
  recall: number
  mrr: number
}

const GOAL = 0.45

function row(name: string, { ndcg, recall, mrr }: Figures, all: Figures[]): Row {
  const what = `nDCG@10, recall@10, MRR: ${name}`
  const figure = [ndcg, recall, mrr].map(part => part.toFixed(3)).join(', ')
  if (name !== 'hybrid') return { what, goal: '', figure }
  const better = Math.max(...all.slice(0, 2).map(half => half.ndcg))
  return {
    what,
    goal: `nDCG >= ${GOAL} and the better half`,
    figure,
    met: ndcg >= GOAL && ndcg >= better,
  }
}

async function bySearch(house: House, query: string, hybrid: boolean): Promise<string[]> {
  const { passages } = await search(house, { queries: [query], scope, k: DEEP, hybrid })
  return documents(passages)
}

async function byBm25(house: House, query: string): Promise<string[]> {
  const generation = await Generations.live(house)
  const wanted = { generation, scope, terms: terms(query), k: DEEP, also: Promise.resolve([]) }
  const { hits } = await byWords(house, wanted)
  const rows = await house.db.engine.read('select id, file_id, last from chunk_set', [])
  return documents(
    hits.map(({ chunk_id }) => ({
      file_id: String(
        rows.find(([id, , last]) => chunk_id >= Number(id) && chunk_id <= Number(last))?.[1],
      ),
    })),
  )
}

/** Documents by their best passage. */
const documents = (passages: Pick<Passage, 'file_id'>[]): string[] => [
  ...new Set(passages.map(({ file_id }) => file_id)),
]

type Judged = Map<string, number>

function judgements(text: string): Map<string, Judged> {
  const found = new Map<string, Judged>()
  for (const line of text.trim().split('\n').slice(1)) {
    const [query = '', document = '', score] = line.split('\t')
    if (Number(score) <= 0) continue
    const judged = found.get(query) ?? new Map<string, number>()
    found.set(query, judged.set(document, Number(score)))
  }
  return found
}

function figuresOf(found: string[], judged: Judged): Figures {
  const gain = (score: number, n: number) => score / Math.log2(n + 2)
  const first = found.slice(0, 10).map(id => judged.get(id) ?? 0)
  const ideal = [...judged.values()].sort((a, b) => b - a).slice(0, 10)
  const sum = (scores: number[]) => scores.reduce((total, score, n) => total + gain(score, n), 0)
  const place = found.findIndex(id => judged.has(id))
  return {
    ndcg: sum(first) / sum(ideal),
    recall: first.filter(score => score > 0).length / judged.size,
    mrr: place < 0 ? 0 : 1 / (place + 1),
  }
}

function mean(all: Figures[]): Figures {
  const of = (key: keyof Figures) =>
    all.reduce((sum, figures) => sum + figures[key], 0) / all.length
  return { ndcg: of('ndcg'), recall: of('recall'), mrr: of('mrr') }
}
