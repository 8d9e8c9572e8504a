// A scope as SQL: the readings of files that are searched, found live through the knowledge bases.
import type { Dialect, Param } from '../../db/engine'
import type { Scope } from '.'

/** A beginning of a statement, with its parameters, that those of the rest follow. */
export interface Scoped {
  sql: string
  params: Param[]
}

const LISTS = {
  sqlite: '(select value from json_each(?))',
  postgres: '(select value from json_array_elements_text(?::json) as list (value))',
}

/** `with scope (id, file_id, first, last)`: the live readings of the scope in a generation. */
export function scoped(dialect: Dialect, generation: number, scope: Scope): Scoped {
  const list = LISTS[dialect]
  const live = `s.generation = ? and s.state = 'live'`
  const columns = 's.id, s.file_id, s.first, s.last'
  return {
    sql: `with scope (id, file_id, first, last) as materialized (
      select ${columns} from chunk_set s where ${live} and s.file_id in ${list}
      union
      select ${columns} from knowledge_file k join chunk_set s on s.file_id = k.file_id
      where ${live} and k.knowledge_id in ${list})`,
    params: [generation, JSON.stringify(scope.files), generation, JSON.stringify(scope.knowledge)],
  }
}
