// The catalogue of stored files.
import { integer, table, text, time } from '../db/columns'

/** `origin` says how a file came: `message` ones live as long as a message holds them. */
export const files = table('file', {
  id: text().primaryKey(),
  user_id: text().notNull(),
  origin: text().$type<'message' | 'upload'>().notNull(),
  name: text().notNull(),
  type: text().notNull(),
  size: integer().notNull(),
  hash: text().notNull(),
  created_at: time().notNull(),
})

/** Keys of the store, of a file or an owner, whose bytes are to go from `due_at` on. */
export const gone = table('file_gone', { key: text().primaryKey(), due_at: time().notNull() })

export type FileRow = typeof files.$inferSelect
