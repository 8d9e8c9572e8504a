// How common words are, told without walking through all of their places.
import { Database } from 'bun:sqlite'
import { expect, test } from 'bun:test'
import { Statements } from '../../../src/db/statements'
import { known } from '../../../src/retrieval/search/known'

/** Passages from number 500 on; "even" is in every other, "tenth" in every tenth, "rare" in seven. */
function shelf(size: number): Statements {
  const database = new Database(':memory:')
  database.run(`create virtual table chunk_find using fts5(
    text, content='', tokenize='porter unicode61 remove_diacritics 2')`)
  database.run(
    `with recursive n (i) as (select 0 where ${size} > 0 union all select i + 1 from n where i + 1 < ${size})
    insert into chunk_find (rowid, text) select i + 500,
      'page' || iif(i % 2, '', ' evens') || iif(i % 10, '', ' tenth one') || iif(i % 5000, '', ' rare')
    from n`,
  )
  return new Statements(database)
}

test('rare words are counted, common ones estimated, unknown ones left out', () => {
  const { passages, terms } = known(shelf(35_000), ['Rare', 'tenth one', 'even', 'page', 'unicorn'])
  expect(passages).toBe(35_000)
  const counts = new Map(terms.map(({ term, count }) => [term, count]))
  expect([...counts.keys()]).toEqual(['Rare', 'tenth one', 'even', 'page'])
  expect(counts.get('Rare')).toBe(7)
  expect(counts.get('tenth one')).toBe(3500)
  expect(counts.get('even')).toBeWithin(17_400, 17_600)
  expect(counts.get('page')).toBeWithin(34_900, 35_100)
})

test('syntax of the search is text, and an empty index knows nothing', () => {
  const asked = ['"', 'a" OR "page', 'page*', '']
  expect(known(shelf(3), asked).terms).toEqual([{ term: 'page*', count: 3 }])
  expect(known(shelf(0), ['page'])).toEqual({ passages: 0, terms: [] })
})
