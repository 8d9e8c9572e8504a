// Chats, their messages as rows, and the tags on them.
import { bool, integer, json, primaryKey, table, text, time } from '../../db/columns'

/**
 * `data` holds the keys of the contract's document; `title: true` and `history: {…}` stand for what
 * is in columns and rows, and `messages: true` for the branch from the root to `current_id`. `meta` is
 * the contract's, tags included. `version` grows with every change of the chat's messages.
 */
export const chats = table('chat', {
  id: text().primaryKey(),
  user_id: text().notNull(),
  title: text().notNull(),
  archived: bool().notNull(),
  pinned: bool().notNull(),
  folder_id: text(),
  share_id: text(),
  meta: json<Record<string, unknown>>().notNull(),
  current_id: text(),
  data: json<Record<string, unknown>>().notNull(),
  version: integer().notNull(),
  created_at: time().notNull(),
  updated_at: time().notNull(),
})

/** `running` grows on the server now; the other four are final. */
export type MessageState = 'done' | 'running' | 'stopped' | 'interrupted' | 'failed'

/**
 * `data` holds the keys of the contract's message that have no column (timestamp, models, files,
 * done, error, info, usage, modelName, …). `position` orders siblings: epoch microseconds or so.
 */
export const messages = table(
  'message',
  {
    chat_id: text().notNull(),
    id: text().notNull(),
    parent_id: text(),
    role: text().notNull(),
    content: text().notNull(),
    reasoning: text(),
    model: text(),
    state: text().$type<MessageState>().notNull(),
    data: json<Record<string, unknown>>().notNull(),
    position: integer().notNull(),
    created_at: time().notNull(),
    updated_at: time().notNull(),
  },
  t => [primaryKey({ columns: [t.chat_id, t.id] })],
)

/** Which files the messages hold; a file goes with its last row here. */
export const messageFiles = table(
  'message_file',
  { chat_id: text().notNull(), message_id: text().notNull(), file_id: text().notNull() },
  t => [primaryKey({ columns: [t.chat_id, t.message_id, t.file_id] })],
)

/** `id` is the name in lower case with `_` for blanks; `name` keeps its first spelling. */
export const tags = table(
  'tag',
  { user_id: text().notNull(), id: text().notNull(), name: text().notNull() },
  t => [primaryKey({ columns: [t.user_id, t.id] })],
)

export const chatTags = table(
  'chat_tag',
  { chat_id: text().notNull(), tag_id: text().notNull() },
  t => [primaryKey({ columns: [t.chat_id, t.tag_id] })],
)

export type ChatRow = typeof chats.$inferSelect
export type MessageRow = typeof messages.$inferSelect
export type TagRow = typeof tags.$inferSelect
