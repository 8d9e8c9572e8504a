// Usage added up: by day, month, person, model, connection, kind, or several of them.
import { accounts } from '../../auth/table'
import type { Db } from '../../db'
import { and, asc, eq, gte, lte, type SQL, sql } from '../../db/columns'
import type { Group, Query } from './schema'
import { type UsageRow, usage } from './table'

const columns = {
  day: sql<string>`${usage.day}`,
  month: sql<string>`substr(${usage.day}, 1, 7)`,
  user: sql<string>`${usage.user_id}`,
  model: sql<string>`${usage.model}`,
  connection: sql<string>`${usage.connection}`,
  kind: sql<string>`${usage.kind}`,
} satisfies Record<Group, SQL>

const sum = (column: SQL | (typeof usage)[keyof UsageRow]) =>
  sql<number>`coalesce(sum(${column}), 0)`.mapWith(Number)

const sums = {
  calls: sum(usage.calls),
  failed: sum(usage.failed),
  stopped: sum(usage.stopped),
  prompt_tokens: sum(usage.prompt_tokens),
  completion_tokens: sum(usage.completion_tokens),
  estimated_tokens: sum(usage.estimated_tokens),
  cost: sum(usage.cost),
}

export interface Scope extends Pick<Query, 'model' | 'kind'> {
  from: string
  to: string
  /** Whose; everybody's unless said. */
  user_id?: string | undefined
}

export type Sums = { [K in keyof typeof sums]: number }
export type Line = Sums & Partial<Record<Group, string>>

const within = ({ from, to, user_id, model, kind }: Scope): SQL | undefined =>
  and(
    gte(usage.day, from),
    lte(usage.day, to),
    user_id === undefined ? undefined : eq(usage.user_id, user_id),
    model === undefined ? undefined : eq(usage.model, model),
    kind === undefined ? undefined : eq(usage.kind, kind),
  )

/** At most `limit` lines, in the order of what they are grouped by. */
export async function lines(
  db: Db,
  scope: Scope,
  groups: readonly Group[],
  limit: number,
): Promise<Line[]> {
  const by = Object.fromEntries(groups.map(group => [group, columns[group]]))
  const picked = groups.map(group => columns[group])
  return db
    .select({ ...by, ...sums })
    .from(usage)
    .where(within(scope))
    .groupBy(...picked)
    .orderBy(...picked.map(column => asc(column)))
    .limit(limit)
}

export async function total(db: Db, scope: Scope): Promise<Sums> {
  const row = await db.select(sums).from(usage).where(within(scope)).get()
  return row ?? { calls: 0, failed: 0, stopped: 0, ...NONE }
}

const NONE = { prompt_tokens: 0, completion_tokens: 0, estimated_tokens: 0, cost: 0 }

/** Names of everybody who still has an account. */
export async function people(db: Db): Promise<Map<string, { name: string; email: string }>> {
  const rows = await db
    .select({ id: accounts.id, name: accounts.name, email: accounts.email })
    .from(accounts)
  return new Map(rows.map(({ id, name, email }) => [id, { name, email }]))
}
