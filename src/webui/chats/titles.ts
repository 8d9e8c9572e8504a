// The lists of chats: titles only, answered from an index without touching messages.
import type { Db } from '../../db'
import { type SQL, sql } from '../../db/columns'
import type { TitleLine } from './wire'

export const PAGE = 60

/** Part of a list; without a limit all of it. */
export interface Slice {
  limit?: number
  skip?: number
}

/** Pages count from 1; anything below is the first. */
export const page = (number: number): Slice => ({
  limit: PAGE,
  skip: (Math.max(1, number) - 1) * PAGE,
})

const COLUMNS = 'select id, title, updated_at, created_at from chat where user_id = ?'
const ORDER = 'order by updated_at desc, id desc'
// The conditions are literal, or partial indexes would not do.
const LISTED = `${COLUMNS} and archived = 0 and pinned = 0 and folder_id is null ${ORDER}`
const ARCHIVED = `${COLUMNS} and archived = 1 ${ORDER}`
const UNFILED = `${COLUMNS} and folder_id is null ${ORDER}`

/** The main list: neither archived nor pinned nor in a folder. */
export const listed = (db: Db, user_id: string, slice: Slice = {}) =>
  titles(db, LISTED, user_id, slice)

export const archived = (db: Db, user_id: string, slice: Slice = {}) =>
  titles(db, ARCHIVED, user_id, slice)

/** Everything outside folders, for an admin who looks at a user's chats. */
export const unfiled = (db: Db, user_id: string, slice: Slice = {}) =>
  titles(db, UNFILED, user_id, slice)

async function titles(
  db: Db,
  query: string,
  user_id: string,
  { limit, skip = 0 }: Slice,
): Promise<TitleLine[]> {
  const rows = limit
    ? await db.engine.read(`${query} limit ? offset ?`, [user_id, limit, skip])
    : (await db.engine.read(query, [user_id])).slice(skip)
  return rows as TitleLine[]
}

/** The user's chats for which `condition` holds, newest first. */
export const where = (
  db: Db,
  user_id: string,
  condition: SQL,
  { limit = -1, skip = 0 }: Slice = {},
): Promise<TitleLine[]> =>
  db.values<TitleLine>(
    sql`select id, title, updated_at, created_at from chat
      where user_id = ${user_id} and ${condition}
      order by updated_at desc, id desc ${limit > 0 ? sql`limit ${limit} offset ${skip}` : sql``}`,
  )
