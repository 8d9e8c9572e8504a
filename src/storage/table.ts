// The catalogue of stored files.
import { integer, json, table, text, time } from '../db/columns'

/**
 * How a file came: `message` ones live as long as a message holds them; `upload` was sent, `text`
 * written, `web` fetched.
 */
export type Origin = 'message' | 'upload' | 'text' | 'web'

/** How far the reading of a file has come; `stored` ones are not to be read. */
export type FileState = 'stored' | 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

export const files = table('file', {
  id: text().primaryKey(),
  user_id: text().notNull(),
  origin: text().$type<Origin>().notNull(),
  name: text().notNull(),
  type: text().notNull(),
  size: integer().notNull(),
  hash: text().notNull(),
  created_at: time().notNull(),
  state: text().$type<FileState>().notNull().default('stored'),
  /** Why it could not be read, for people. */
  error: text(),
  meta: json<Record<string, unknown>>().notNull().default({}),
  /** Of its words. */
  text_hash: text(),
  updated_at: time().notNull().default(0),
})

/** What the parts of a text are in its document. */
export type Unit = 'page' | 'slide' | 'sheet' | 'chapter'

/** The words of files; `pages` holds the offset at which each part begins, none for undivided text. */
export const fileTexts = table('file_text', {
  file_id: text().primaryKey(),
  content: text().notNull(),
  unit: text().$type<Unit>(),
  pages: json<number[]>().notNull(),
})

/** Uploads in parts, of which `received` bytes are here. */
export const uploads = table('upload', {
  id: text().primaryKey(),
  user_id: text().notNull(),
  name: text().notNull(),
  size: integer().notNull(),
  received: integer().notNull(),
  data: json<Record<string, unknown>>().notNull(),
  created_at: time().notNull(),
  updated_at: time().notNull(),
})

/** Keys of the store, of a file or an owner, whose bytes are to go from `due_at` on. */
export const gone = table('file_gone', { key: text().primaryKey(), due_at: time().notNull() })

export type FileRow = typeof files.$inferSelect
export type FileText = typeof fileTexts.$inferSelect
export type UploadRow = typeof uploads.$inferSelect
