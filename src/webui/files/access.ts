// Who may read a file, and who may change it: asked of the database each time, never remembered.
import { grantedTo, type Somebody } from '../../auth/access'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { and, eq, inArray, ne, or, type SQL, sql } from '../../db/columns'
import { type FileRow, files } from '../../storage/table'
import { Refusal } from '../../utils/refusal'

/** The file, when it is his to read. Throws the contract's 404, whether it is another's or none. */
export async function readable(house: House, me: Somebody, id: string): Promise<FileRow> {
  const [file] = await readableAll(house, me, [id])
  if (!file) throw missing()
  return file
}

/** The files in the order of the ids, each once. Throws 404 when one of them is not his to read. */
export async function readableAll(house: House, me: Somebody, ids: string[]): Promise<FileRow[]> {
  const wanted = [...new Set(ids)]
  const found = new Map<string, FileRow>()
  for (let at = 0; at < wanted.length; at += STEP) {
    const step = inArray(files.id, wanted.slice(at, at + STEP))
    const rows = await house.db
      .select()
      .from(files)
      .where(and(step, mayRead(house, me)))
    for (const row of rows) found.set(row.id, row)
  }
  return wanted.map(id => {
    const file = found.get(id)
    if (!file) throw missing()
    return file
  })
}

/**
 * The file, when it is his to change and delete: a link or a share never makes it so, and what
 * belongs to a message goes with that. Throws 404.
 */
export async function changeable(house: House, me: Somebody, id: string): Promise<FileRow> {
  const file = await house.db
    .select()
    .from(files)
    .where(and(eq(files.id, id), ne(files.origin, 'message'), own(house, me)))
    .get()
  if (!file) throw missing()
  return file
}

/** Admins see what others keep, unless the operator said no. */
export const seesAll = (house: House, { user }: Somebody): boolean =>
  user.role === 'admin' && house.config.get('auth.admin.chat_access')

const STEP = 500

const missing = () => new Refusal(404, constants.NOT_FOUND)

const own = (house: House, me: Somebody): SQL | undefined =>
  seesAll(house, me) ? undefined : eq(files.user_id, me.user.id)

/** His own, and what a knowledge base holds at this moment that he may read at this moment. */
function mayRead(house: House, me: Somebody): SQL | undefined {
  const mine = own(house, me)
  if (!mine) return undefined
  const granted = grantedTo(me, 'read', 'knowledge', sql`knowledge.id`)
  return or(
    mine,
    sql`exists (select 1 from knowledge_file join knowledge on knowledge.id = knowledge_file.knowledge_id
      where knowledge_file.file_id = ${files.id}
        and (knowledge.user_id = ${me.user.id} or ${me.user.role} = 'admin' or ${granted}))`,
  )
}
