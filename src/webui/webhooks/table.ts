// What the webhook is told, a row each.
import { integer, table, text, time } from '../../db/columns'

export const deliveries = table('webhook_delivery', {
  /** Grows with time; the receiver gets it too, and knows by it what it has seen. */
  id: text().primaryKey(),
  action: text().$type<Action>().notNull(),
  /** Who signed up, or who asked for the test. Its data are read when it is sent. */
  user_id: text().notNull(),
  state: text().$type<'waiting' | 'sent' | 'failed'>().notNull(),
  attempts: integer().notNull(),
  /** What the receiver answered last; null when it did not. */
  status: integer(),
  /** Why the last attempt failed. */
  error: text(),
  created_at: time().notNull(),
  due_at: time().notNull(),
})

export type Action = 'signup' | 'test'
export type Delivery = typeof deliveries.$inferSelect
