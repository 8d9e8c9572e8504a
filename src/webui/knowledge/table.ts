// Knowledge bases: names for files that are asked together; which files stands in `knowledge_file`.
import { json, table, text, time } from '../../db/columns'

export const knowledge = table('knowledge', {
  id: text().primaryKey(),
  user_id: text().notNull(),
  name: text().notNull(),
  description: text().notNull(),
  /** The contract's; Hearth itself keeps nothing there. */
  meta: json<Record<string, unknown>>(),
  created_at: time().notNull(),
  updated_at: time().notNull(),
})

export type KnowledgeRow = typeof knowledge.$inferSelect
