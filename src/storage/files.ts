// Stored files: the row in the catalogue and the bytes behind it.
import type { House } from '../config/house'
import { type Db, transaction } from '../db'
import { and, eq, inArray, sql } from '../db/columns'
import { sha256 } from '../utils/hash'
import { HOUR } from '../utils/time'
import { keyOf, storage } from '.'
import * as Gone from './gone'
import { type FileRow, files } from './table'

export type NewFile = Pick<FileRow, 'user_id' | 'origin' | 'name' | 'type'> & { bytes: Uint8Array }

/**
 * Stores the bytes, then the row: a row never points at nothing. Until then the bytes are noted as
 * to go, so that they do when a crash comes between.
 */
export async function add(house: House, { bytes, ...file }: NewFile): Promise<FileRow> {
  const row: FileRow = {
    ...file,
    id: crypto.randomUUID(),
    size: bytes.byteLength,
    hash: sha256(bytes),
    created_at: Date.now(),
    state: 'stored',
    error: null,
    meta: {},
    text_hash: null,
    updated_at: Date.now(),
  }
  const key = keyOf(row)
  await Gone.note(house.db, [key], row.created_at + HOUR)
  await storage(house).put(key, bytes)
  await transaction(house.db, async tx => {
    await tx.insert(files).values(row)
    await Gone.forget(tx, key)
  }).catch(async error => {
    await Gone.remove(house, key)
    throw error
  })
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
  const keys = await transaction(house.db, async tx => {
    const unheld = sql`not exists (select 1 from message_file where file_id = ${files.id})`
    const rows = await tx
      .delete(files)
      .where(and(inArray(files.id, ids), eq(files.origin, 'message'), unheld))
      .returning()
    await Gone.note(tx, rows.map(keyOf))
    return rows.map(keyOf)
  })
  for (const key of keys) await Gone.remove(house, key)
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
