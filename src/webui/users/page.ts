// The list of people as admins page through it: searched, filtered, sorted, a page at a time.
import { secured } from '../../auth/factors'
import { accounts, identities, members, passwords, type Role, type UserRow } from '../../auth/table'
import type { Db } from '../../db'
import { and, eq, inArray, type SQL, sql } from '../../db/columns'
import { holds } from '../../db/holds'
import { Refusal } from '../../utils/refusal'

export type Sort = 'name' | 'email' | 'role' | 'created' | 'active'

export interface Ask {
  /** Part of a name or an address. */
  query: string
  role?: Role | undefined
  /** Id of a group that they are in. */
  group?: string | undefined
  sort: Sort
  order: 'asc' | 'desc'
  limit: number
  /** Where the page before ended. */
  after?: string | undefined
}

export interface Listed {
  user: UserRow
  /** Ids. */
  groups: string[]
  /** What opens the account: `password`, `ldap`… */
  ways: string[]
  second_factor: boolean
}

export interface ListPage {
  rows: Listed[]
  /** For `after`; null on the last page. */
  next: string | null
  /** How many there are on all pages. */
  total: number
}

const KEYS: Record<Sort, SQL> = {
  name: sql`lower(${accounts.name})`,
  email: sql`${accounts.email}`,
  role: sql`case ${accounts.role} when 'pending' then 0 when 'user' then 1 else 2 end`,
  created: sql`${accounts.created_at}`,
  active: sql`${accounts.last_active_at}`,
}

/** Throws 400 for an `after` that no page gave. */
export async function page(db: Db, ask: Ask): Promise<ListPage> {
  const key = KEYS[ask.sort]
  const way = sql.raw(ask.order)
  const found = await db
    .select({ user: accounts, key: sql<string | number>`${key}`, second_factor: secured() })
    .from(accounts)
    .where(and(...conditions(ask), beyond(ask, key)))
    .orderBy(sql`${key} ${way}`, sql`${accounts.id} ${way}`)
    .limit(ask.limit + 1)
  const shown = found.slice(0, ask.limit)
  const last = found.length > ask.limit ? shown.at(-1) : undefined
  return {
    rows: await withMore(db, shown),
    next: last ? cursor([last.key, last.user.id]) : null,
    total: await count(db, ask),
  }
}

/** One person as the list has him; undefined when there is no such account. */
export async function one(db: Db, id: string): Promise<Listed | undefined> {
  const rows = await db
    .select({ user: accounts, second_factor: secured() })
    .from(accounts)
    .where(eq(accounts.id, id))
  return (await withMore(db, rows))[0]
}

async function count(db: Db, ask: Ask): Promise<number> {
  const row = await db
    .select({ n: sql<number>`count(*)` })
    .from(accounts)
    .where(and(...conditions(ask)))
    .get()
  return Number(row?.n ?? 0)
}

const conditions = ({ query, role, group }: Ask): (SQL | undefined)[] => [
  query.trim() ? holds(query.trim(), sql`${accounts.name}`, sql`${accounts.email}`) : undefined,
  role ? eq(accounts.role, role) : undefined,
  group
    ? sql`exists (select 1 from group_member m where m.user_id = ${accounts.id} and m.group_id = ${group})`
    : undefined,
]

function beyond({ after, order }: Ask, key: SQL): SQL | undefined {
  if (after === undefined) return undefined
  const [value, id] = place(after)
  return order === 'asc'
    ? sql`(${key}, ${accounts.id}) > (${value}, ${id})`
    : sql`(${key}, ${accounts.id}) < (${value}, ${id})`
}

type Place = [key: string | number, id: string]

const cursor = (at: Place): string => Buffer.from(JSON.stringify(at)).toString('base64url')

function place(text: string): Place {
  try {
    const [key, id, ...rest] = JSON.parse(Buffer.from(text, 'base64url').toString())
    const known = typeof key === 'string' || Number.isSafeInteger(key)
    if (known && typeof id === 'string' && rest.length === 0) return [key, id]
  } catch {}
  throw new Refusal(400, 'This page of the list is not known. Begin at the first.')
}

async function withMore(
  db: Db,
  shown: { user: UserRow; second_factor: boolean }[],
): Promise<Listed[]> {
  const ids = shown.map(({ user }) => user.id)
  if (ids.length === 0) return []
  const inside = await db.select().from(members).where(inArray(members.user_id, ids))
  const own = await db
    .select({ account_id: passwords.account_id })
    .from(passwords)
    .where(inArray(passwords.account_id, ids))
  const others = await db.select().from(identities).where(inArray(identities.account_id, ids))
  const ways = [
    ...own.map(({ account_id }) => ({ account_id, provider: 'password' })),
    ...others.map(({ account_id, provider }) => ({ account_id, provider })),
  ]
  return shown.map(({ user, second_factor }) => ({
    user,
    second_factor,
    groups: inside.flatMap(row => (row.user_id === user.id ? row.group_id : [])).sort(),
    ways: [
      ...new Set(ways.flatMap(way => (way.account_id === user.id ? way.provider : []))),
    ].sort(),
  }))
}
