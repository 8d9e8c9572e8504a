// Budgets: how much of something somebody may use in a day or a month.
import { integer, table, text, time } from '../../db/columns'

/**
 * Whom a budget is for. A pool is shared: by a `group`, or by the whole `house`. The others are
 * everybody's own: of each person, of each `member` of a group, of one `user`.
 */
export type Subject = 'each' | 'member' | 'user' | 'group' | 'house'
export type Unit = 'tokens' | 'money'
export type Span = 'day' | 'month'

/** `amount` is in tokens, or in billionths of the currency. Without a model it holds for all of them. */
export const budgets = table('budget', {
  id: text().primaryKey(),
  subject: text().$type<Subject>().notNull(),
  user_id: text(),
  group_id: text(),
  model: text(),
  unit: text().$type<Unit>().notNull(),
  span: text().$type<Span>().notNull(),
  amount: integer().notNull(),
  created_at: time().notNull(),
  updated_at: time().notNull(),
})
export type Budget = typeof budgets.$inferSelect
