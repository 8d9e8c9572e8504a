// The column vocabulary of every table, for both databases.
import { integer as int, text as string } from 'drizzle-orm/sqlite-core'

export {
  and,
  asc,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNull,
  lt,
  lte,
  ne,
  not,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
export { primaryKey, sqliteTable as table, text } from 'drizzle-orm/sqlite-core'

/** A whole number. */
export const integer = () => int()

/** Epoch milliseconds; `bigint` in the migrations. */
export const time = () => int()

/** Kept as 0 or 1. */
export const bool = () => int({ mode: 'boolean' })

/** JSON kept as text, so that one definition serves both databases and no number is rewritten. */
export const json = <T>() => string({ mode: 'json' }).$type<T>()
