// Usage by day, and what models cost.
import { integer, primaryKey, table, text, time } from '../../db/columns'

/** What a call was for: talking, a small job beside a chat, bare text, vectors, speech. */
export type Kind = 'chat' | 'task' | 'text' | 'embedding' | 'speech'

/**
 * One row a day, person, model, connection and kind. `day` is the server's own, as YYYY-MM-DD.
 * `estimated_tokens` are those of both kinds that no provider counted; `cost` is in billionths of
 * the currency, at the prices of the moment.
 */
export const usage = table(
  'usage',
  {
    day: text().notNull(),
    user_id: text().notNull(),
    model: text().notNull(),
    connection: text().notNull(),
    kind: text().$type<Kind>().notNull(),
    calls: integer().notNull(),
    failed: integer().notNull(),
    stopped: integer().notNull(),
    prompt_tokens: integer().notNull(),
    completion_tokens: integer().notNull(),
    estimated_tokens: integer().notNull(),
    cost: integer().notNull(),
  },
  t => [primaryKey({ columns: [t.day, t.user_id, t.model, t.connection, t.kind] })],
)
export type UsageRow = typeof usage.$inferSelect

/** In millionths of the currency for a million tokens. */
export const prices = table('model_price', {
  model: text().primaryKey(),
  input: integer().notNull(),
  output: integer().notNull(),
  updated_at: time().notNull(),
})
export type PriceRow = typeof prices.$inferSelect
