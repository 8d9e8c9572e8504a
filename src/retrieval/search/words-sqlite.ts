// Words in SQLite: FTS5 with its own BM25, in the reader.
import type { House } from '../../config/house'
import { type Reader, reader } from '../reader'
import { scoped } from '../vector/scope'
import type { Wanted, Worded } from './words'

/** Places in the index that one question may cost; past that, common words are left out. */
const BUDGET = 60_000
/** Readings that are looked into one by one; of more, the whole index is asked. */
const FEW = 150
/** What BM25 gives a word that stands there again and again, in units of its rarity. */
const MOST = 2.2

export async function byWords(house: House, wanted: Wanted): Promise<Worded> {
  const { generation, scope, k, also, signal } = wanted
  const worker = reader(house)
  const { terms, passages } = await worker.ask<Known>(
    { kind: 'terms', terms: wanted.terms },
    signal,
  )
  const { sql: begin, params } = scoped('sqlite', generation.number, scope)
  const [size] = await worker.rows(`${begin} select count(*) from scope`, params, signal)
  const few = Number(size?.[0]) <= FEW
  const asked = few ? terms : affordable(terms)
  if (asked.length === 0) return { hits: [], also: new Map() }
  const match = asked.map(({ term }) => quote(term)).join(' OR ')
  const most = asked.reduce((sum, { count }) => sum + MOST * rarity(count, passages), 0)
  const found = few
    ? await worker.rows(`${begin} ${ONE_BY_ONE}`, [...params, match, k], signal)
    : await worker.rows(`${begin}, ${ALL_AT_ONCE}`, [...params, match, BUDGET, k], signal)
  const scored = (rows: unknown[][]) =>
    rows.map(([id, rank]): [number, number] => [Number(id), Math.min(-Number(rank) / most, 1)])
  return {
    hits: scored(found).map(([chunk_id, score]) => ({ chunk_id, score })),
    also: new Map(scored(await others(worker, match, also, signal))),
  }
}

const ONE_BY_ONE = `select chunk_find.rowid, rank
  from scope cross join chunk_find on chunk_find.rowid between first and last
  where chunk_find match ? order by rank limit ?`

const ALL_AT_ONCE = `hit as materialized (
    select rowid as place, rank as weight from chunk_find where chunk_find match ? limit ?)
  select place, weight from hit
  where (select id from chunk_set where id <= place order by id desc limit 1)
    in (select id from scope)
  order by weight limit ?`

function others(
  worker: Reader,
  match: string,
  ids: number[],
  signal?: AbortSignal,
): Promise<unknown[][]> {
  if (ids.length === 0) return Promise.resolve([])
  return worker.rows(
    `select f.rowid, f.rank from json_each(?) as wanted cross join chunk_find f on f.rowid = wanted.value
      where f.chunk_find match ?`,
    [JSON.stringify(ids), match],
    signal,
  )
}

/** What the reader knows of the terms; `count` passages have one, of so many `passages` there are. */
export interface Known {
  passages: number
  terms: Term[]
}

export interface Term {
  term: string
  count: number
}

/** The rarest terms that are within the budget together, and one at least. */
function affordable(terms: Term[]): Term[] {
  const rarest = terms.toSorted((a, b) => a.count - b.count)
  let cost = 0
  return rarest.filter(({ count }, n) => {
    cost += count
    return n === 0 || cost <= BUDGET
  })
}

/** As FTS5 has it. */
const rarity = (count: number, passages: number): number =>
  Math.max(Math.log((passages - count + 0.5) / (count + 0.5)), 1e-6)

/** A string of FTS5's own: nothing in it is syntax. */
const quote = (term: string): string => `"${term.replaceAll('"', '""')}"`
