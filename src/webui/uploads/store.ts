// Uploads that come in parts, in the database: what is announced, and what of it is here.
import type { Db, Tx } from '../../db'
import { and, asc, eq, lt, or } from '../../db/columns'
import { type UploadRow, uploads } from '../../storage/table'

/** A piece of an upload in the store, in the order of the bytes. */
export interface Part {
  key: string
  size: number
}

export const partsOf = ({ data }: UploadRow): Part[] => (data.parts ?? []) as Part[]

export async function create(
  db: Db | Tx,
  said: Pick<UploadRow, 'user_id' | 'name' | 'size'>,
): Promise<UploadRow> {
  const now = Date.now()
  const id = crypto.randomUUID()
  const row = { ...said, id, received: 0, data: { parts: [] }, created_at: now, updated_at: now }
  await db.insert(uploads).values(row)
  return row
}

/** Somebody's own; nothing when it is another's. */
export const own = (db: Db, user_id: string, id: string): Promise<UploadRow | undefined> =>
  db
    .select()
    .from(uploads)
    .where(and(eq(uploads.id, id), eq(uploads.user_id, user_id)))
    .get()

export const byUser = (db: Db | Tx, user_id: string): Promise<UploadRow[]> =>
  db.select().from(uploads).where(eq(uploads.user_id, user_id)).orderBy(asc(uploads.created_at))

/** Adds a part; nothing when others came meanwhile, or the upload is gone. */
export const advance = (db: Db, upload: UploadRow, part: Part): Promise<UploadRow | undefined> =>
  db
    .update(uploads)
    .set({
      received: upload.received + part.size,
      data: { parts: [...partsOf(upload), part] },
      updated_at: Date.now(),
    })
    .where(and(eq(uploads.id, upload.id), eq(uploads.received, upload.received)))
    .returning()
    .get()

/** Forgets an upload; gives it, or nothing when it is gone already. */
export const remove = (db: Db | Tx, id: string): Promise<UploadRow | undefined> =>
  db.delete(uploads).where(eq(uploads.id, id)).returning().get()

/** Those that nobody went on with since `still`, and those begun before `begun` (epoch milliseconds). */
export const stale = (db: Db, still: number, begun: number): Promise<UploadRow[]> =>
  db
    .select()
    .from(uploads)
    .where(or(lt(uploads.updated_at, still), lt(uploads.created_at, begun)))
