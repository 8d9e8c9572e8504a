// How many passages have the words of a question, as FTS5 itself cuts and stems them.
import type { Statements } from '../../db/statements'

export interface Known {
  /** How many there are of all. */
  passages: number
  terms: Term[]
}

export interface Term {
  term: string
  /** How many passages have it. */
  count: number
}

const prepared = new WeakSet<Statements>()

/** Terms that no passage has are left out. Of a phrase it is known how many have its rarest word. */
export function known(statements: Statements, terms: string[]): Known {
  prepare(statements)
  const run = (sql: string, ...params: (string | number)[]) => statements.get(sql).values(...params)
  run('delete from temp.asked')
  for (const [n, term] of terms.entries()) {
    run('insert into temp.asked (rowid, text) values (?, ?)', n + 1, term)
  }
  const rows = run(
    `select doc, min(coalesce((select doc from chunk_term where term = word.term), 0))
      from temp.asked_word as word group by doc`,
  )
  const [size] = run('select max(id) from chunk_find_docsize')
  return {
    passages: Number(size?.[0] ?? 0),
    terms: rows
      .map(([n, count]) => ({ term: terms[Number(n) - 1] ?? '', count: Number(count) }))
      .filter(({ count }) => count > 0),
  }
}

/** The connection cannot write to the database, but has a place of its own for what passes. */
function prepare(statements: Statements): void {
  if (prepared.has(statements)) return
  prepared.add(statements)
  for (const sql of [
    `create virtual table temp.asked using fts5(
      text, tokenize='porter unicode61 remove_diacritics 2')`,
    'create virtual table temp.asked_word using fts5vocab(temp, asked, instance)',
  ]) {
    statements.get(sql).run()
  }
}
