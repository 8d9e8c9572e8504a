// The audit log. Names and addresses stand in it as they were: rows outlive whom they speak of.
import type { Happening } from '../../auth/schema'
import { integer, table, text, time } from '../../db/columns'

/** `id` grows with time. `times` counts equal refusals that came close together. */
export const entries = table('audit', {
  id: text().primaryKey(),
  at: time().notNull(),
  action: text().notNull(),
  actor_id: text(),
  actor: text(),
  target: text(),
  address: text().notNull(),
  outcome: text().$type<Happening['outcome']>().notNull(),
  detail: text(),
  request_id: text().notNull(),
  times: integer().notNull(),
})

export type Entry = typeof entries.$inferSelect
