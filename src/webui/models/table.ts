// What admins say about models: names, pictures, parameters; who may use one stands in the grants.
import { bool, json, table, text, time } from '../../db/columns'

/** Without a base the row overrides the provider's model of the same id. */
export const models = table('model', {
  id: text().primaryKey(),
  user_id: text().notNull(),
  base_model_id: text(),
  name: text().notNull(),
  params: json<Record<string, unknown>>().notNull(),
  meta: json<Record<string, unknown>>().notNull(),
  is_active: bool().notNull(),
  created_at: time().notNull(),
  updated_at: time().notNull(),
})
