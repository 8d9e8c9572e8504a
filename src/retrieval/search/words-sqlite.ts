// Words in SQLite: FTS5 with its own BM25, in the reader.
import type { House } from '../../config/house'
import type { Row } from '../../db/engine'
import { quote } from '../../utils/fts5'
import { reader } from '../reader'
import { type Scoped, scoped } from '../vector/scope'
import type { Known, Term } from './known'
import { type Weighed, weightOf } from './weigh'
import type { Wanted, Worded } from './words'

/**
 * Places in the index that one question may cost, in some 20 ms. FTS5 weighs every passage with any
 * of the words, wherever it is: past that, common words are left out.
 */
const BUDGET = 40_000
/** Readings that are looked into one by one for the words that were left out. */
const FEW = 100
/** What BM25 gives a word that stands there again and again, in units of its rarity. */
const MOST = 2.2

export async function byWords(house: House, wanted: Wanted): Promise<Worded> {
  const { generation, scope, k, signal } = wanted
  const worker = reader(house)
  const { terms, passages } = await worker.ask<Known>(
    { kind: 'terms', terms: wanted.terms },
    signal,
  )
  if (terms.length === 0) return { hits: [], also: new Map() }
  const { chosen, common } = affordable(terms)
  const within = scoped('sqlite', generation.number, scope)
  const rarities = terms.map(({ count }) => rarity(count, passages))
  const most = MOST * rarities.reduce((sum, weight) => sum + weight, 0)
  const match = chosen.map(({ term }) => quote(term)).join(' OR ')
  const params = [...within.params, match, BUDGET]
  const weighed = await worker.ask<Weighed>(
    { kind: 'weigh', sql: `${within.sql}, ${WEIGHED}`, params, k },
    signal,
  )
  const also = await wanted.also
  const scores = new Map<number, number>()
  for (const id of [...weighed.best, ...also]) {
    const weight = weightOf(weighed, id)
    if (weight !== undefined) scores.set(id, -weight / most)
  }
  for (const { term, count } of common) {
    const ids = await holders(house, within, term, signal)
    const share = rarity(count, passages) / most
    for (const [id] of ids) scores.set(Number(id), (scores.get(Number(id)) ?? 0) + share)
  }
  return worded(scores, k, also)
}

const WEIGHED = `hit as materialized (
    select rowid as place, bm25(chunk_find) as weight
    from chunk_find where chunk_find match ? limit ?)
  select place, weight from hit
  where (select id from chunk_set where id <= place order by id desc limit 1)
    in (select id from scope)`

/** The passages of a small scope with one word, of which nothing more is known. */
function holders(
  house: House,
  { sql, params }: Scoped,
  term: string,
  signal?: AbortSignal,
): Promise<Row[]> {
  return reader(house).rows(
    `${sql} select chunk_find.rowid
      from scope cross join chunk_find on chunk_find.rowid between first and last
      where chunk_find match ? and (select count(*) from scope) <= ${FEW} limit ${BUDGET}`,
    [...params, quote(term)],
    signal,
  )
}

function worded(scores: Map<number, number>, k: number, also: number[]): Worded {
  const ordered = [...scores].sort(([, a], [, b]) => b - a)
  return {
    hits: ordered.slice(0, k).map(([chunk_id, score]) => ({ chunk_id, score })),
    also: new Map(also.map(id => [id, scores.get(id) ?? 0])),
  }
}

/** The rarest terms that are within the budget together, one at least, and the others. */
function affordable(terms: Term[]): { chosen: Term[]; common: Term[] } {
  const rarest = terms.toSorted((a, b) => a.count - b.count)
  let cost = 0
  const past = rarest.findIndex(({ count }, n) => {
    cost += count
    return n > 0 && cost > BUDGET
  })
  const end = past < 0 ? rarest.length : past
  return { chosen: rarest.slice(0, end), common: rarest.slice(end) }
}

/** As FTS5 has it. */
const rarity = (count: number, passages: number): number =>
  Math.max(Math.log((passages - count + 0.5) / (count + 0.5)), 1e-6)
