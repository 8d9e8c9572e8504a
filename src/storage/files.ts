// Stored files: the row in the catalogue and the bytes behind it.
import type { House } from '../config/house'
import type { Db } from '../db'
import { and, eq, inArray, sql } from '../db/columns'
import { sha256 } from '../utils/hash'
import { keyOf, storage } from '.'
import { type FileRow, files } from './table'

export type NewFile = Pick<FileRow, 'user_id' | 'origin' | 'name' | 'type'> & { bytes: Uint8Array }

/** Stores the bytes, then the row: a row never points at nothing. */
export async function add(house: House, { bytes, ...file }: NewFile): Promise<FileRow> {
  const row: FileRow = {
    ...file,
    id: crypto.randomUUID(),
    size: bytes.byteLength,
    hash: sha256(bytes),
    created_at: Date.now(),
  }
  await storage(house).put(keyOf(row), bytes)
  await house.db.insert(files).values(row)
  return row
}

export const byId = (db: Db, id: string): Promise<FileRow | undefined> =>
  db.select().from(files).where(eq(files.id, id)).get()

/** The user's files that messages hold, of those with these ids. */
export const ofMessages = (db: Db, user_id: string, ids: string[]): Promise<FileRow[]> =>
  db
    .select()
    .from(files)
    .where(and(inArray(files.id, ids), eq(files.user_id, user_id), eq(files.origin, 'message')))

/** The user's file of messages with exactly these bytes. */
export const twin = (db: Db, user_id: string, hash: string): Promise<FileRow | undefined> =>
  db
    .select()
    .from(files)
    .where(and(eq(files.user_id, user_id), eq(files.hash, hash), eq(files.origin, 'message')))
    .get()

export const read = (house: House, file: FileRow): Promise<Uint8Array | undefined> =>
  storage(house).get(keyOf(file))

/** Removes those of the files that no message holds any more, row first. */
export async function removeUnheld(house: House, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  const gone = await house.db
    .delete(files)
    .where(
      and(
        inArray(files.id, ids),
        eq(files.origin, 'message'),
        sql`not exists (select 1 from message_file where file_id = ${files.id})`,
      ),
    )
    .returning()
  for (const file of gone) await storage(house).remove(keyOf(file))
}

/** Ids of files that a failed save or a crash left without a message, older than `before`. */
export async function unheld(db: Db, before: number): Promise<string[]> {
  const rows = await db
    .select({ id: files.id })
    .from(files)
    .where(
      sql`${files.origin} = 'message' and ${files.created_at} < ${before}
        and not exists (select 1 from message_file where file_id = ${files.id})`,
    )
  return rows.map(({ id }) => id)
}
