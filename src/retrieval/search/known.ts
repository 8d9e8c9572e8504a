// How many passages have the words of a question, as FTS5 itself cuts and stems them.
import type { Statements } from '../../db/statements'
import { quote } from '../../utils/fts5'

export interface Known {
  /** How many there are of all. */
  passages: number
  terms: Term[]
}

export interface Term {
  term: string
  /** How many passages have it, about. */
  count: number
}

/**
 * Passages that are counted one by one. Of a word that more have, these tell how often it is: FTS5
 * keeps no such figure, and to walk through all of a common word's places takes longer than the search.
 */
const SAMPLE = 4000

/** Terms that no passage has are left out. */
export function known(statements: Statements, terms: string[]): Known {
  const number = (sql: string, ...params: (string | number)[]): number | undefined => {
    const [row] = statements.get(sql).values(...params)
    return row?.[0] === null || row?.[0] === undefined ? undefined : Number(row[0])
  }
  const first = number('select min(id) from chunk_find_docsize') ?? 0
  const passages = (number('select max(id) from chunk_find_docsize') ?? -1) - first + 1
  const counted = (term: string): number => {
    const past = number(`select rowid ${MATCHED} limit 1 offset ?`, quote(term), SAMPLE)
    if (past !== undefined) return Math.round((SAMPLE / (past - first)) * passages)
    return number(`select count(*) from (select 1 ${MATCHED} limit ?)`, quote(term), SAMPLE) ?? 0
  }
  return {
    passages,
    terms: terms.map(term => ({ term, count: counted(term) })).filter(({ count }) => count > 0),
  }
}

const MATCHED = 'from chunk_find where chunk_find match ?'
