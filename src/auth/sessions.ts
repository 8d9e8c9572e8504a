// Sessions are rows: a token only names one, so that ending the row ends the token.
import type { Db, Tx } from '../db'
import { and, desc, eq, gt, isNull, lt, ne, or, sql } from '../db/columns'
import { Unchanged } from '../db/unchanged'
import { perObject } from '../utils/once'
import { DAY } from '../utils/time'
import { secured } from './factors'
import { type Membership, memberships } from './memberships'
import { accounts, type SessionRow, sessions, type UserRow } from './table'

/** A session unused for this long is over. */
export const IDLE = 30 * DAY
const AGENT_LENGTH = 300

export interface From {
  user_agent: string
  address: string
  way: string
  /** What the provider that it came through calls it. */
  provider_sid?: string | null
}

/** Opens a session; `lifetime` in milliseconds, or null for one that only idleness ends. */
export async function open(
  db: Db | Tx,
  user_id: string,
  lifetime: number | null,
  from: From,
): Promise<SessionRow> {
  const now = Date.now()
  return db
    .insert(sessions)
    .values({
      id: crypto.randomUUID(),
      account_id: user_id,
      created_at: now,
      used_at: now,
      expires_at: lifetime === null ? null : now + lifetime,
      user_agent: from.user_agent.slice(0, AGENT_LENGTH),
      address: from.address,
      way: from.way,
      provider_sid: from.provider_sid ?? null,
    })
    .returning()
    .get()
}

/** A session, whose it is, and what counts of that one at this moment. */
export interface Alive {
  session: SessionRow
  account: UserRow
  groups: readonly Membership[]
  /** The account has a second factor. */
  secured: boolean
}

/** The session and its account, when both exist and the session is neither expired nor idle. */
export async function alive(db: Db, id: string): Promise<Alive | undefined> {
  const row = await known(db).get(id, () => find(db).get({ id }))
  const now = Date.now()
  if (!row || row.session.used_at < now - IDLE) return undefined
  if (row.session.expires_at !== null && row.session.expires_at < now) return undefined
  return row
}

/** Pushes the end of a session out by a fresh lifetime. */
export async function renew(db: Db, id: string, lifetime: number | null): Promise<void> {
  const now = Date.now()
  await db
    .update(sessions)
    .set({ used_at: now, expires_at: lifetime === null ? null : now + lifetime })
    .where(eq(sessions.id, id))
}

/** The living sessions of an account, the one used last first. */
export const byUser = (db: Db, user_id: string): Promise<SessionRow[]> =>
  db
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.account_id, user_id),
        gt(sessions.used_at, Date.now() - IDLE),
        or(isNull(sessions.expires_at), gt(sessions.expires_at, Date.now())),
      ),
    )
    .orderBy(desc(sessions.used_at), desc(sessions.id))
    .all()

/** False when the account has no such session. */
export async function end(db: Db | Tx, user_id: string, id: string): Promise<boolean> {
  const ended = await db
    .delete(sessions)
    .where(and(eq(sessions.account_id, user_id), eq(sessions.id, id)))
    .returning({ id: sessions.id })
  return ended.length > 0
}

/** Ends every session of an account, but for `spare`. */
export async function endAll(db: Db | Tx, user_id: string, spare: string | null): Promise<void> {
  const mine = eq(sessions.account_id, user_id)
  await db.delete(sessions).where(spare ? and(mine, ne(sessions.id, spare)) : mine)
}

/**
 * Ends the sessions that came through a provider: the one it calls `sid`, or all of an account.
 * Gives those that ended.
 */
export async function endFrom(
  db: Db,
  way: string,
  whose: { sid: string } | { account_id: string },
): Promise<SessionRow[]> {
  const which =
    'sid' in whose
      ? eq(sessions.provider_sid, whose.sid)
      : eq(sessions.account_id, whose.account_id)
  return db
    .delete(sessions)
    .where(and(eq(sessions.way, way), which))
    .returning()
}

/** Forgets the sessions that time or idleness has ended. */
export async function sweep(db: Db): Promise<void> {
  const now = Date.now()
  await db
    .delete(sessions)
    .where(or(lt(sessions.used_at, now - IDLE), lt(sessions.expires_at, now)))
}

const REMEMBERED = 10_000

// These run on every signed-in request.
const known = perObject((db: Db) => new Unchanged<Alive | undefined>(db, REMEMBERED))
const find = perObject((db: Db) =>
  db
    .select({ session: sessions, account: accounts, groups: memberships(db), secured: secured() })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.account_id))
    .where(eq(sessions.id, sql.placeholder('id')))
    .prepare(),
)
