// Which files the messages hold: what makes an image live as long as its message.
import type { Db, Tx } from '../../db'
import { and, eq, inArray } from '../../db/columns'
import { type FileRow, files } from '../../storage/table'
import { batches } from '../../utils/batches'
import { messageFiles } from './table'

/** The files that messages of the chat hold. */
export async function filesOf(db: Db | Tx, chat_id: string): Promise<FileRow[]> {
  const rows = await db
    .selectDistinct({ file: files })
    .from(messageFiles)
    .innerJoin(files, eq(files.id, messageFiles.file_id))
    .where(eq(messageFiles.chat_id, chat_id))
  return rows.map(({ file }) => file)
}

export interface Holding {
  id: string
  files?: string[]
}

/** Notes what new messages hold. */
export async function hold(tx: Db | Tx, chat_id: string, holdings: Holding[]): Promise<void> {
  const rows = holdings.flatMap(({ id, files: held = [] }) =>
    held.map(file_id => ({ chat_id, message_id: id, file_id })),
  )
  for (const batch of batches(rows)) await tx.insert(messageFiles).values(batch)
}

/** Forgets what messages held; gives the ids of the files. */
export async function letGo(tx: Db | Tx, chat_id: string, ids: string[]): Promise<string[]> {
  const gone: string[] = []
  for (const batch of batches(ids)) {
    const rows = await tx
      .delete(messageFiles)
      .where(and(eq(messageFiles.chat_id, chat_id), inArray(messageFiles.message_id, batch)))
      .returning()
    gone.push(...rows.map(({ file_id }) => file_id))
  }
  return gone
}
