// Deliveries in the database.
import { accounts, type UserRow } from '../../auth/table'
import type { Db } from '../../db'
import { and, asc, desc, eq, ne, sql } from '../../db/columns'
import { type Action, type Delivery, deliveries } from './table'

/** Ended ones that are kept for the admin to see. */
const KEPT = 100
/** Waiting ones, while a receiver is away; what comes then is told to nobody. */
const WAITING = 1000

/** Adds what is to be told; nothing when too many wait already. */
export async function add(db: Db, action: Action, user_id: string): Promise<Delivery | undefined> {
  const now = Date.now()
  const waiting = await db.$count(deliveries, eq(deliveries.state, 'waiting'))
  if (waiting >= WAITING) return undefined
  return db
    .insert(deliveries)
    .values({
      id: Bun.randomUUIDv7('hex', now),
      action,
      user_id,
      state: 'waiting',
      attempts: 0,
      created_at: now,
      due_at: now,
    })
    .returning()
    .get()
}

export interface Due {
  delivery: Delivery
  user: UserRow
}

/** The one that has to go next, be it later. */
export async function next(db: Db): Promise<Due | undefined> {
  return db
    .select({ delivery: deliveries, user: accounts })
    .from(deliveries)
    .innerJoin(accounts, eq(accounts.id, deliveries.user_id))
    .where(eq(deliveries.state, 'waiting'))
    .orderBy(asc(deliveries.due_at), asc(deliveries.id))
    .limit(1)
    .get()
}

type Change = Partial<Pick<Delivery, 'state' | 'attempts' | 'status' | 'error' | 'due_at'>>

export async function change(db: Db, id: string, changes: Change): Promise<void> {
  await db.update(deliveries).set(changes).where(eq(deliveries.id, id))
}

/** Forgets ended ones beyond the newest hundred. */
export async function prune(db: Db): Promise<void> {
  const ended = ne(deliveries.state, 'waiting')
  const newest = db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(ended)
    .orderBy(desc(deliveries.id))
    .limit(KEPT)
  await db.delete(deliveries).where(and(ended, sql`${deliveries.id} not in ${newest}`))
}

/** Writes down a test, which is told once and never waits. */
export async function note(
  db: Db,
  told: Pick<Delivery, 'id' | 'action' | 'user_id' | 'status' | 'error'>,
): Promise<void> {
  const now = Date.now()
  const state = told.error === null ? 'sent' : 'failed'
  await db.insert(deliveries).values({ ...told, state, attempts: 1, created_at: now, due_at: now })
  await prune(db)
}

/** The newest ones with the names of whom they are about. */
export const newest = (db: Db): Promise<{ delivery: Delivery; name: string }[]> =>
  db
    .select({ delivery: deliveries, name: accounts.name })
    .from(deliveries)
    .innerJoin(accounts, eq(accounts.id, deliveries.user_id))
    .orderBy(desc(deliveries.id))
    .limit(KEPT)
