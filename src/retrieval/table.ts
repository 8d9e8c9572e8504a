// Passages of texts, whose vectors there are, and which files a collection holds.
import { integer, primaryKey, table, text, time } from '../db/columns'

/** `live` answers; `building` takes its place when it is whole; `retired` is being taken away. */
export type GenerationState = 'live' | 'building' | 'retired'

export const generations = table('generation', {
  number: integer().primaryKey(),
  /** `''` is Hearth's own. */
  engine: text().$type<'' | 'openai' | 'ollama'>().notNull(),
  model: text().notNull(),
  url: text().notNull(),
  /** The last that the settings had for this address; they may name another one while it still answers. */
  key: text().notNull().default(''),
  dimension: integer(),
  state: text().$type<GenerationState>().notNull(),
  created_at: time().notNull(),
})

/** `new` while it is written; `gone` when it is to be taken away. */
export type SetState = 'new' | 'live' | 'gone'

/** One reading of a file: its passages have the ids from `first`, which is its own, to `last`. */
export const chunkSets = table('chunk_set', {
  id: integer().primaryKey(),
  generation: integer().notNull(),
  file_id: text().notNull(),
  first: integer().notNull(),
  last: integer().notNull(),
  state: text().$type<SetState>().notNull(),
  created_at: time().notNull(),
})

export const chunks = table('chunk', {
  id: integer().primaryKey(),
  set_id: integer().notNull(),
  start: integer().notNull(),
  stop: integer().notNull(),
  /** Counted from 1. */
  page: integer(),
  text: text().notNull(),
  /** What can be found by its words, where that is not the text itself. */
  words: text(),
})

/** The files of knowledge bases; `path` is where one lay in the folder that it came from. */
export const knowledgeFiles = table(
  'knowledge_file',
  {
    knowledge_id: text().notNull(),
    file_id: text().notNull(),
    path: text().notNull(),
    added_at: time().notNull(),
  },
  columns => [primaryKey({ columns: [columns.knowledge_id, columns.file_id] })],
)

export type Generation = typeof generations.$inferSelect
export type ChunkSet = typeof chunkSets.$inferSelect
export type ChunkRow = typeof chunks.$inferSelect
