// Words in PostgreSQL: a GIN index finds passages, BM25 over what it found ranks them.
import type { House } from '../../config/house'
import { patiently } from '../vector/patience'
import { scoped } from '../vector/scope'
import { rarest } from './rarest'
import type { Wanted, Worded } from './words'

/** Passages that are ranked at most. */
const BUDGET = 5000
/** A scope of at most so many passages is read rather than asked of the index. */
const SMALL = 3000
/** Places in the index that one question may cost; past that, common words are left out. */
const PLACES = 60_000

export async function byWords({ db }: House, wanted: Wanted): Promise<Worded> {
  const { generation, scope, k, signal } = wanted
  const { sql: begin, params } = scoped('postgres', generation.number, scope)
  const sizing = `${begin} select coalesce(sum(last - first + 1), 0) from scope`
  const [size] = await patiently(db, sizing, params, signal)
  const passages = Number(size?.[0])
  if (passages === 0) return { hits: [], also: new Map() }
  const also = await wanted.also
  const small = passages <= SMALL
  const terms = small ? wanted.terms : await rarest(db, wanted.terms, PLACES)
  const rows = await patiently(
    db,
    ranking(begin, small ? WITHIN : AMONG),
    [...params, JSON.stringify(terms), BUDGET, passages, k, JSON.stringify(also)],
    signal,
  )
  const others = new Set(also)
  const scored = rows.map(([id, score]): [number, number] => [Number(id), Number(score)])
  return {
    hits: scored.slice(0, k).map(([chunk_id, score]) => ({ chunk_id, score })),
    also: new Map(scored.filter(([id]) => others.has(id))),
  }
}

const WITHIN = 'scope join chunk c on c.id between scope.first and scope.last'
const AMONG = 'chunk c join scope on scope.id = c.set_id'

/**
 * BM25 (k1 1.2, b 0.75) in SQL. How often a word stands in a passage is taken from `ts_rank`, which
 * gives one that stands there once 0.0608 and grows ever less: near enough, and quick.
 */
const ranking = (begin: string, from: string): string => `${begin},
  term (n, query) as materialized (
    select n, phraseto_tsquery('english', value)
    from json_array_elements_text(?::json) with ordinality as list (value, n)),
  asked (query) as materialized (
    select string_agg('(' || query::text || ')', ' | ')::tsquery from term where numnode(query) > 0),
  hit as materialized (
    select c.id, c.find, length(c.find)::float8 as long
    from ${from} where c.find @@ (select query from asked) limit ?),
  times as materialized (
    select n, id, long, ts_rank(find, query) / 0.0607927 as often
    from hit join term on find @@ query),
  rarity as (
    select n, ln(1 + (greatest(?::float8, count(*)) - count(*) + 0.5) / (count(*) + 0.5)) as weight
    from times group by n),
  scored as (
    select id, sum(weight * often / (often + 1.2 * (0.25 + 0.75 * long / middle)))
      / (select sum(weight) from rarity) as score
    from times join rarity using (n) cross join (select avg(long) as middle from hit) as all_hits
    group by id),
  ranked as (select id, score, row_number() over (order by score desc, id) as place from scored)
  select id, score from ranked
  where place <= ? or id in (
    select value::bigint from json_array_elements_text(?::json) as list (value))
  order by place`
