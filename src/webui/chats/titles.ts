// The lists of chats: titles only, as the JSON text that the database makes of an index.
import type { Db } from '../../db'
import { type SQL, sql } from '../../db/columns'
import type { Dialect } from '../../db/engine'

export const PAGE = 60

/** Part of a list; without a limit, or with 0, all of it. */
export interface Slice {
  limit?: number
  skip?: number
}

/** Pages count from 1; anything below is the first. */
export const page = (number: number): Slice => ({
  limit: PAGE,
  skip: (Math.max(1, number) - 1) * PAGE,
})

const FIELDS = `'id', id, 'title', title, 'updated_at', updated_at / 1000, 'created_at', created_at / 1000`

/** `ChatTitleId[]` of the contract: a third of the time that objects made here would take. */
const JSON_TEXT: Record<Dialect, string> = {
  sqlite: `json_group_array(json_object(${FIELDS}))`,
  postgres: `coalesce(json_agg(json_build_object(${FIELDS})), '[]')::text`,
}

// The conditions are literal, or partial indexes would not do.
const LISTED = 'archived = 0 and pinned = 0 and folder_id is null'
const PINNED = 'pinned = 1 and archived = 0'
const ARCHIVED = 'archived = 1'
const UNFILED = 'folder_id is null'

/** The main list: neither archived nor pinned nor in a folder. */
export const listed = (db: Db, user_id: string, slice?: Slice) => titles(db, LISTED, user_id, slice)

export const pinned = (db: Db, user_id: string) => titles(db, PINNED, user_id)

export const archived = (db: Db, user_id: string, slice?: Slice) =>
  titles(db, ARCHIVED, user_id, slice)

/** Everything outside folders, for an admin who looks at a user's chats. */
export const unfiled = (db: Db, user_id: string, slice?: Slice) =>
  titles(db, UNFILED, user_id, slice)

const COLUMNS = 'id, title, updated_at, created_at'
const NEWEST = 'order by updated_at desc, id desc'
const EVERYTHING = 1e9

async function titles(
  db: Db,
  condition: string,
  user_id: string,
  { limit, skip = 0 }: Slice = {},
): Promise<string> {
  const query = `select ${JSON_TEXT[db.kind]} from (select ${COLUMNS} from chat
    where user_id = ? and ${condition} ${NEWEST} limit ? offset ?) listed`
  const [row] = await db.engine.read(query, [user_id, limit || EVERYTHING, skip])
  return row?.[0] as string
}

/** The user's chats for which `condition` holds, newest first. */
export async function where(
  db: Db,
  user_id: string,
  condition: SQL,
  { limit, skip = 0 }: Slice = {},
): Promise<string> {
  const [row] = await db.values<[string]>(
    sql`select ${sql.raw(JSON_TEXT[db.kind])} from (select ${sql.raw(COLUMNS)} from chat
      where user_id = ${user_id} and ${condition}
      ${sql.raw(NEWEST)} limit ${limit || EVERYTHING} offset ${skip}) listed`,
  )
  return row?.[0] ?? '[]'
}
