// Tickets: what one step of signing in or setting up leaves for the next. Short-lived, bound, used once.
import { randomBytes } from 'node:crypto'
import type { House } from '../config/house'
import type { Db } from '../db'
import { and, eq, gt, lte, sql } from '../db/columns'
import { sha256 } from '../utils/hash'
import { MINUTE } from '../utils/time'
import { cookie, cookieOf } from './cookie'
import { tickets } from './table'

/** `step` awaits a second factor, `app` and `key` the proof of a new one, `passkey` somebody unknown. */
export type Kind = 'step' | 'app' | 'key' | 'passkey'
export type Ticket = typeof tickets.$inferSelect

const BYTES = 32
const LIFETIME = 10 * MINUTE
/** So many wrong answers end a ticket. */
const TRIES = 5

/** The browser's own half of a ticket: the other travels in pages and addresses, this one never. */
const BROWSER = 'step'
const FORM = /^[\w-]{43}$/

const random = (): string => randomBytes(BYTES).toString('base64url')

/** The secret of the browser that asks, or a new one, with the cookie that keeps it there. */
export function browserOf(house: House, request: Request): { bound: string; cookie: string } {
  const held = cookieOf(request.headers, BROWSER)
  const value = held && FORM.test(held) ? held : random()
  const crumb = { name: BROWSER, value, expires: Date.now() + LIFETIME, path: '/api/v1/auths' }
  return { bound: value, cookie: cookie(house, request, crumb) }
}

/** What tickets of the browser that asks are bound to; '' where it has none, which fits no ticket. */
export const boundTo = (request: Request): string => cookieOf(request.headers, BROWSER) ?? ''

interface Wanted {
  kind: Kind
  account_id: string | null
  /** The browser's secret, or the id of the session that asks. */
  bound: string
  data: Record<string, unknown>
}

/** Makes a ticket and gives its text, which is kept nowhere. Those that ran out go at the same time. */
export async function issue(db: Db, { kind, account_id, bound, data }: Wanted): Promise<string> {
  const text = random()
  const now = Date.now()
  await db.delete(tickets).where(lte(tickets.expires_at, now))
  await db.insert(tickets).values({
    hash: sha256(text),
    kind,
    account_id,
    bound: sha256(bound),
    data,
    tries: 0,
    expires_at: now + LIFETIME,
  })
  return text
}

/** The living ticket of that text, if it is of the kind and bound to who shows it. */
export const find = (
  db: Db,
  kind: Kind,
  text: string,
  bound: string,
): Promise<Ticket | undefined> =>
  db
    .select()
    .from(tickets)
    .where(
      and(
        eq(tickets.hash, sha256(text)),
        eq(tickets.kind, kind),
        eq(tickets.bound, sha256(bound)),
        gt(tickets.expires_at, Date.now()),
      ),
    )
    .get()

/** Uses a ticket up; false for all but the first who does. */
export async function spend(db: Db, { hash }: Ticket): Promise<boolean> {
  const rows = await db.delete(tickets).where(eq(tickets.hash, hash)).returning()
  return rows.length > 0
}

/** Writes down what the next step will need. */
export async function keep(db: Db, { hash }: Ticket, data: Ticket['data']): Promise<void> {
  await db.update(tickets).set({ data }).where(eq(tickets.hash, hash))
}

/** Counts a wrong answer; the fifth ends the ticket. */
export async function miss(db: Db, { hash }: Ticket): Promise<void> {
  const [row] = await db
    .update(tickets)
    .set({ tries: sql`${tickets.tries} + 1` })
    .where(eq(tickets.hash, hash))
    .returning({ tries: tickets.tries })
  if (row && row.tries >= TRIES) await db.delete(tickets).where(eq(tickets.hash, hash))
}
