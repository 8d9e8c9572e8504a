// The table of saved settings: a row for each that somebody, or the environment after somebody, has set.
import { table, text, time } from '../db/columns'

export const setting = table('setting', {
  key: text().primaryKey(),
  /** JSON, null included: a saved null is a value. */
  value: text().notNull(),
  /** SHA-256 of what the environment said when this was saved; null when it said nothing. */
  env_hash: text(),
  /** Who gave the value: a person, or an environment that changed after a person had saved. */
  origin: text({ enum: ['person', 'environment'] }).notNull(),
  updated_at: time().notNull(),
})

export type SettingRow = typeof setting.$inferSelect
