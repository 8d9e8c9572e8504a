// Chats that nobody has touched for long: counting, showing some, deleting.
import { accounts } from '../../auth/table'
import { type Db, transaction } from '../../db'
import { and, asc, eq, gt, isNull, lt, or, sql } from '../../db/columns'
import { filesOf } from '../chats/held'
import { chats } from '../chats/table'

/** Pinned and filed ones are somebody's to keep. */
const stale = (before: number) =>
  and(eq(chats.pinned, false), isNull(chats.folder_id), lt(chats.updated_at, before))

export interface Extent {
  chats: number
  people: number
}

export async function extent(db: Db, before: number): Promise<Extent> {
  const row = await db
    .select({
      chats: sql<number>`count(*)`.mapWith(Number),
      people: sql<number>`count(distinct ${chats.user_id})`.mapWith(Number),
    })
    .from(chats)
    .where(stale(before))
    .get()
  return row ?? { chats: 0, people: 0 }
}

/** The oldest, and whose they are. */
export const oldest = (db: Db, before: number, limit: number) =>
  db
    .select({
      id: chats.id,
      title: chats.title,
      updated_at: chats.updated_at,
      user_name: accounts.name,
    })
    .from(chats)
    .innerJoin(accounts, eq(accounts.id, chats.user_id))
    .where(stale(before))
    .orderBy(asc(chats.updated_at), asc(chats.id))
    .limit(limit)

export interface Place {
  id: string
  updated_at: number
}

/** The next ones after a place, oldest first. */
export const next = (db: Db, before: number, after: Place | undefined, limit: number) =>
  db
    .select({ id: chats.id, user_id: chats.user_id, updated_at: chats.updated_at })
    .from(chats)
    .where(
      and(
        stale(before),
        after &&
          or(
            gt(chats.updated_at, after.updated_at),
            and(eq(chats.updated_at, after.updated_at), gt(chats.id, after.id)),
          ),
      ),
    )
    .orderBy(asc(chats.updated_at), asc(chats.id))
    .limit(limit)

/** Deletes those of the chats that are still untouched; gives their ids, and the files that they held. */
export const remove = (db: Db, ids: readonly string[], before: number) =>
  transaction(db, async tx => {
    const gone: string[] = []
    const files: string[] = []
    for (const id of ids) {
      const held = await filesOf(tx, id)
      const taken = await tx
        .delete(chats)
        .where(and(eq(chats.id, id), stale(before)))
        .returning({ id: chats.id })
      if (taken.length === 0) continue
      gone.push(id)
      files.push(...held.map(file => file.id))
    }
    return { gone, files }
  })
