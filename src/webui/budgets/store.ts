// Budgets in the database, and how much of each is used.
import { members } from '../../auth/table'
import type { Db } from '../../db'
import { and, asc, eq, gte, inArray, sql } from '../../db/columns'
import { usage } from '../usage/table'
import { type Budget, budgets } from './table'

export const all = (db: Db): Promise<Budget[]> =>
  db.select().from(budgets).orderBy(asc(budgets.created_at), asc(budgets.id))

export async function add(db: Db, budget: Budget): Promise<void> {
  await db.insert(budgets).values(budget)
}

export async function change(
  db: Db,
  id: string,
  changes: Omit<Budget, 'id' | 'created_at'>,
): Promise<boolean> {
  const rows = await db.update(budgets).set(changes).where(eq(budgets.id, id)).returning()
  return rows.length > 0
}

export async function remove(db: Db, id: string): Promise<boolean> {
  const rows = await db.delete(budgets).where(eq(budgets.id, id)).returning()
  return rows.length > 0
}

/** Whose use is added up: a person's, a group's, or everybody's. */
export type Whose = { user_id: string } | { group_id: string } | 'house'

export interface Sum {
  tokens: number
  /** Billionths of the currency. */
  money: number
}

const sums = {
  tokens: sql<number>`coalesce(sum(${usage.prompt_tokens} + ${usage.completion_tokens}), 0)`,
  money: sql<number>`coalesce(sum(${usage.cost}), 0)`,
}

/** What was used since a day, with one model or with all. */
export async function used(db: Db, whose: Whose, model: string | null, from: string): Promise<Sum> {
  const row = await db
    .select(sums)
    .from(usage)
    .where(
      and(
        gte(usage.day, from),
        model === null ? undefined : eq(usage.model, model),
        whoseIs(db, whose),
      ),
    )
    .get()
  return { tokens: Number(row?.tokens ?? 0), money: Number(row?.money ?? 0) }
}

function whoseIs(db: Db, whose: Whose) {
  if (whose === 'house') return undefined
  if ('user_id' in whose) return eq(usage.user_id, whose.user_id)
  const inside = db.select({ id: members.user_id }).from(members)
  return inArray(usage.user_id, inside.where(eq(members.group_id, whose.group_id)))
}

/**
 * What is used of a budget; of one that many have each for himself, what the one who used most has
 * used, and how many have nothing left.
 */
export async function mostUsed(
  db: Db,
  budget: Budget,
  from: string,
): Promise<Sum & { people_over: number }> {
  const { subject, user_id, group_id, model, unit, amount } = budget
  if (subject === 'house') return alone(await used(db, 'house', model, from), budget)
  if (subject === 'user')
    return alone(await used(db, { user_id: user_id ?? '' }, model, from), budget)
  if (subject === 'group') {
    return alone(await used(db, { group_id: group_id ?? '' }, model, from), budget)
  }
  const rows = await db
    .select(sums)
    .from(usage)
    .where(
      and(
        gte(usage.day, from),
        model === null ? undefined : eq(usage.model, model),
        subject === 'member' ? whoseIs(db, { group_id: group_id ?? '' }) : undefined,
      ),
    )
    .groupBy(usage.user_id)
  const all = rows.map(({ tokens, money }) => ({ tokens: Number(tokens), money: Number(money) }))
  const most = all.reduce((a, b) => (b[unit] > a[unit] ? b : a), { tokens: 0, money: 0 })
  return { ...most, people_over: all.filter(sum => sum[unit] >= amount).length }
}

const alone = (sum: Sum, { unit, amount }: Budget) => ({
  ...sum,
  people_over: sum[unit] >= amount ? 1 : 0,
})

/** Every model that somebody has used. */
export async function modelsOf(db: Db, user_id: string): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ model: usage.model })
    .from(usage)
    .where(eq(usage.user_id, user_id))
  return new Set(rows.map(({ model }) => model))
}
