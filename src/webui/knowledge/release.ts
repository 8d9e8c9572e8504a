// What becomes of files that a knowledge base let go: those that nothing else holds go.
import type { House } from '../../config/house'
import { transaction } from '../../db'
import { and, eq, inArray, ne, sql } from '../../db/columns'
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
  if (ids.length === 0) return
  const kept = await mentioned(house.db, user_id)
  const free = ids.filter(id => !kept.has(id))
  for (const some of slices(free)) {
    const rows = await remove(house, user_id, some)
    await Gone.remove(house, rows.map(keyOf))
    for (const row of rows) announce(house, { ...row, state: 'deleted' })
  }
}

const remove = ({ db }: House, user_id: string, ids: string[]): Promise<FileRow[]> =>
  transaction(db, async tx => {
    const rows = await tx
      .delete(files)
      .where(
        and(
          inArray(files.id, ids),
          eq(files.user_id, user_id),
          ne(files.origin, 'message'),
          sql`not exists (select 1 from knowledge_file where file_id = ${files.id})`,
          sql`not exists (select 1 from message_file where file_id = ${files.id})`,
        ),
      )
      .returning()
    await Gone.note(tx, rows.map(keyOf))
    return rows
  })
