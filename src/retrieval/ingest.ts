// Has files read: from bytes to passages that can be searched, by a job.
import { type Db, type Tx, within } from '../db'
import { eq } from '../db/columns'
import { enqueue } from '../db/jobs'
import { type FileRow, files } from '../storage/table'

/** The job's kind; its subject is the file. */
export const INGEST = 'ingest'

/** Queues the reading of a file, in the transaction that makes it needed; gives the row as it is then. */
export const ingest = (
  db: Db | Tx,
  file: Pick<FileRow, 'id' | 'user_id'>,
): Promise<FileRow | undefined> =>
  within(db, async tx => {
    await enqueue(tx, { kind: INGEST, subject: file.id, user_id: file.user_id })
    return tx
      .update(files)
      .set({ state: 'queued', error: null })
      .where(eq(files.id, file.id))
      .returning()
      .get()
  })
