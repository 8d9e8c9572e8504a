// Stored files: the row in the catalogue and the bytes behind it.
import type { House } from '../config/house'
import { type Db, type Tx, transaction } from '../db'
import { and, eq, inArray, sql } from '../db/columns'
import { typeByName } from '../utils/file-name'
import { sha256 } from '../utils/hash'
import { sniff } from '../utils/sniff'
import { DAY, HOUR } from '../utils/time'
import { type Bytes, keyOf, type Range, storage } from '.'
import * as Gone from './gone'
import { Measured } from './measure'
import { type FileRow, type FileState, type FileText, files, fileTexts } from './table'

export type NewFile = Pick<FileRow, 'user_id' | 'origin' | 'name'> &
  Partial<Pick<FileRow, 'state' | 'meta'>> & { bytes: Bytes }

/**
 * Stores the bytes, as they come when they come in pieces, then the row: a row never points at
 * nothing. Until then the bytes are noted as to go, so that they do when a crash comes between.
 * `also` runs in the transaction of the row; what it throws, and what the bytes throw, undoes it all.
 */
export async function add(
  house: House,
  { bytes, ...file }: NewFile,
  also?: (tx: Tx, row: FileRow) => Promise<void>,
): Promise<FileRow> {
  const id = crypto.randomUUID()
  const key = keyOf({ user_id: file.user_id, id })
  const whole = bytes instanceof Uint8Array
  // Bytes that come from outside may take their time.
  await Gone.note(house.db, [key], Date.now() + (whole ? HOUR : DAY))
  const measured = new Measured(bytes)
  try {
    await storage(house).put(key, whole ? measured.note(bytes) : measured)
    const row = rowOf(id, file, measured)
    await transaction(house.db, async tx => {
      await tx.insert(files).values(row)
      await also?.(tx, row)
      await Gone.forget(tx, key)
    })
    return row
  } catch (error) {
    await Gone.remove(house, [key])
    throw error
  }
}

function rowOf(id: string, file: Omit<NewFile, 'bytes'>, measured: Measured): FileRow {
  const now = Date.now()
  return {
    state: 'stored',
    meta: {},
    ...file,
    id,
    type: sniff(measured.head) ?? typeByName(file.name),
    size: measured.size,
    hash: measured.hash(),
    created_at: now,
    error: null,
    text_hash: null,
    updated_at: now,
  }
}

export const byId = (db: Db | Tx, id: string): Promise<FileRow | undefined> =>
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

/** The bytes piece by piece; nothing when the store has lost them. */
export const open = (
  house: House,
  file: Pick<FileRow, 'user_id' | 'id'>,
  range?: Range,
): Promise<ReadableStream<Uint8Array> | undefined> => storage(house).open(keyOf(file), range)

/** The words of a file; nothing when they are not known, or not yet. */
export const textOf = (db: Db | Tx, id: string): Promise<FileText | undefined> =>
  db.select().from(fileTexts).where(eq(fileTexts.file_id, id)).get()

/** Puts the words of a file in place of those that it has. */
export async function setText(
  tx: Db | Tx,
  id: string,
  text: Omit<FileText, 'file_id'>,
): Promise<void> {
  await tx
    .insert(fileTexts)
    .values({ file_id: id, ...text })
    .onConflictDoUpdate({ target: fileTexts.file_id, set: text })
  await tx
    .update(files)
    .set({ text_hash: sha256(text.content) })
    .where(eq(files.id, id))
}

/** Says how far the reading has come, and in words for people why it came no further. Nothing when the file is gone. */
export const setState = (
  db: Db | Tx,
  id: string,
  state: FileState,
  error: string | null = null,
): Promise<FileRow | undefined> =>
  db.update(files).set({ state, error }).where(eq(files.id, id)).returning().get()

/** Removes a file with its words; its bytes, when the transaction holds, by `Gone.remove`. */
export async function remove(tx: Tx, id: string): Promise<FileRow | undefined> {
  const row = await tx.delete(files).where(eq(files.id, id)).returning().get()
  if (row) await Gone.note(tx, [keyOf(row)])
  return row
}

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
  await Gone.remove(house, keys)
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
