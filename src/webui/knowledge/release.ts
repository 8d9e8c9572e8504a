// What becomes of files that a knowledge base let go: those that nothing else holds go.
import type { House } from '../../config/house'
import { type Db, transaction } from '../../db'
import { and, eq, inArray, ne, type SQL, sql } from '../../db/columns'
import { keyOf } from '../../storage'
import * as Gone from '../../storage/gone'
import { type FileRow, files } from '../../storage/table'
import { slices } from '../../utils/batches'
import { announce } from '../files/keep'
import { mentioned } from './mentions'

/**
 * Deletes those of the files that are the account's own and that no knowledge base, message, chat or
 * model holds; what others own stays theirs.
 */
export async function release(house: House, user_id: string, ids: string[]): Promise<void> {
  const ours = await looseOf(house.db, user_id, ids)
  if (ours.length === 0) return
  const kept = await mentioned(house.db, user_id)
  for (const some of slices(ours.filter(id => !kept.has(id)))) {
    const rows = await remove(house, user_id, some)
    await Gone.remove(house, rows.map(keyOf))
    for (const row of rows) announce(house, { ...row, state: 'deleted' })
  }
}

async function looseOf(db: Db, user_id: string, ids: string[]): Promise<string[]> {
  const found: string[] = []
  for (const some of slices(ids)) {
    const rows = await db.select({ id: files.id }).from(files).where(loose(user_id, some))
    found.push(...rows.map(({ id }) => id))
  }
  return found
}

const remove = ({ db }: House, user_id: string, ids: string[]): Promise<FileRow[]> =>
  transaction(db, async tx => {
    const rows = await tx.delete(files).where(loose(user_id, ids)).returning()
    await Gone.note(tx, rows.map(keyOf))
    return rows
  })

/** Of these, the account's own that neither a base nor a message holds. */
const loose = (user_id: string, ids: string[]): SQL | undefined =>
  and(
    inArray(files.id, ids),
    eq(files.user_id, user_id),
    ne(files.origin, 'message'),
    sql`not exists (select 1 from knowledge_file where file_id = ${files.id})`,
    sql`not exists (select 1 from message_file where file_id = ${files.id})`,
  )
