// The files of an account that can be searched.
import type { House } from '../../config/house'
import { and, desc, eq } from '../../db/columns'
import { files } from '../../storage/table'

/** More than anybody tries at once; the newest count. */
const MOST = 500

export async function ownFiles({ db }: House, user_id: string): Promise<string[]> {
  const rows = await db
    .select({ id: files.id })
    .from(files)
    .where(and(eq(files.user_id, user_id), eq(files.state, 'done')))
    .orderBy(desc(files.updated_at))
    .limit(MOST)
  return rows.map(({ id }) => id)
}
