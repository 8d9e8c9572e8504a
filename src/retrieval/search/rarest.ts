// Which words of a question PostgreSQL can afford to look for, by what it knows of its own tables.
import type { Db } from '../../db'

/** How common a term is: the share of passages that have its rarest word, 0 when that is not common. */
const SHARES = `with common as (
    select word, share
    from pg_stats,
      unnest(most_common_elems::text::text[], most_common_elem_freqs[
        1:cardinality(most_common_elems::text::text[])]) as list (word, share)
    where schemaname = current_schema() and tablename = 'chunk' and attname = 'find')
  select value, coalesce((
      select min(coalesce(share, 0))
      from unnest(tsvector_to_array(to_tsvector('english', value))) as part (word)
      left join common using (word)), 0)
    * greatest((select reltuples from pg_class where oid = 'chunk'::regclass), 0)
  from json_array_elements_text(?::json) as list (value)`

/** The rarest terms that are in no more than so many `places` together, and one at least. */
export async function rarest(db: Db, terms: string[], places: number): Promise<string[]> {
  const rows = await db.engine.read(SHARES, [JSON.stringify(terms)])
  const costs = rows.map(([term, count]) => ({ term: String(term), count: Number(count) }))
  let cost = 0
  return costs
    .toSorted((a, b) => a.count - b.count)
    .filter(({ count }, n) => {
      cost += count
      return n === 0 || cost <= places
    })
    .map(({ term }) => term)
}
