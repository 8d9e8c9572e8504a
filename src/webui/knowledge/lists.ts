// Lists of knowledge bases: the contract's, with all files, and ours, a page at a time with counts.
import { Elysia } from 'elysia'
import type { Verb } from '../../auth/access'
import { guard, READS } from '../../auth/guard'
import type { Principal } from '../../auth/principal'
import { accounts, type UserRow } from '../../auth/table'
import { brief } from '../../auth/wire'
import type { House } from '../../config/house'
import { and, desc, eq, type SQL, sql } from '../../db/columns'
import { holds } from '../../db/holds'
import type { FileRow } from '../../storage/table'
import { pulled } from '../../utils/pulled'
import { openTo } from './access'
import { filesOf, tally } from './files-store'
import { Search } from './schema'
import { type Base, grantsOf } from './store'
import { knowledge } from './table'
import { toBrief, toListed, toWire } from './wire'

export const lists = (house: House) =>
  new Elysia()
    .use(guard(house))
    .get('/', ({ me }) => all(house, me, 'read'), { role: READS })
    .get('/list', ({ me }) => all(house, me, 'write'), { role: READS })
    .get('/search', ({ me, query }) => search(house, me, query), { role: READS, query: Search })

async function all(house: House, me: Principal, verb: Verb): Promise<Response> {
  const found = await find(house, openTo(me, verb))
  const headers = { 'content-type': 'application/json' }
  return new Response(pulled(written(house, me, found)), { headers })
}

/** Bases whose files are in memory at once. */
const STEP = 20

async function* written(
  { db }: House,
  me: Principal,
  found: Found[],
): AsyncGenerator<string, void> {
  let mark = '['
  for (let at = 0; at < found.length; at += STEP) {
    const some = found.slice(at, at + STEP)
    const files = await filesOf(
      db,
      some.map(({ base }) => base.id),
    )
    for (const each of some) {
      yield mark + JSON.stringify(toRow(me, each, files.get(each.base.id) ?? []))
      mark = ','
    }
  }
  yield mark === '[' ? '[]' : ']'
}

function toRow(me: Principal, { base, owner }: Found, held: FileRow[]) {
  const ids = held.map(({ id }) => id)
  const files = held.map(file => toListed(base.id, file))
  return { ...toWire(me, base, ids), user: owner && brief(owner), files }
}

/** Five statements, however many bases there are on the page. */
async function search(house: House, me: Principal, ask: Search) {
  const { db } = house
  const verbs: Verb[] = ask.verb === 'any' ? ['read', 'write'] : [ask.verb]
  const words = ask.query.trim()
  const where = and(
    openTo(me, ...verbs),
    words === '' ? undefined : holds(words, sql`${knowledge.name}`, sql`${knowledge.description}`),
  )
  const found = await find(house, where, ask)
  const counted = await tally(
    db,
    found.map(({ base }) => base.id),
  )
  const row = await db.select({ n: sql<number>`count(*)` }).from(knowledge).where(where).get()
  return {
    data: found.map(({ base, owner }) => toBrief(me, base, owner, counted.get(base.id))),
    total: Number(row?.n ?? 0),
  }
}

interface Found {
  base: Base
  owner: UserRow | null
}

/** Bases with their grants and owners, the last changed first. */
async function find(
  { db }: House,
  where: SQL | undefined,
  slice?: Pick<Search, 'skip' | 'limit'>,
): Promise<Found[]> {
  const asked = db
    .select({ base: knowledge, owner: accounts })
    .from(knowledge)
    .leftJoin(accounts, eq(accounts.id, knowledge.user_id))
    .where(where)
    .orderBy(desc(knowledge.updated_at), desc(knowledge.id))
  const rows = await (slice ? asked.limit(slice.limit).offset(slice.skip) : asked)
  const given = await grantsOf(
    db,
    rows.map(({ base }) => base.id),
  )
  return rows.map(({ base, owner }) => {
    return { base: { ...base, grants: given.get(base.id) ?? [] }, owner }
  })
}
