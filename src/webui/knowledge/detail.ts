// A knowledge base with its files, as the contract shows one; ours leaves the files to their own list.
import { may, type Somebody } from '../../auth/access'
import * as Accounts from '../../auth/store'
import type { House } from '../../config/house'
import type { Db } from '../../db'
import { desc, eq, inArray, sql } from '../../db/columns'
import { knowledgeFiles } from '../../retrieval/table'
import { type FileRow, files, fileTexts } from '../../storage/table'
import { slices } from '../../utils/batches'
import { idsOf, tally } from './files-store'
import type { Base } from './store'
import { toBrief, toFile, toWire } from './wire'

/** `content` gives the contract's shape; without it there are counts in place of files. */
export const detail = (
  house: House,
  me: Somebody,
  base: Base,
  { content }: { content: boolean },
) => (content ? whole(house, me, base) : brief(house, me, base))

/** Characters of words in one answer; files beyond are there without theirs. */
const MOST_WORDS = 8_000_000

/** The words of files are for those who may read the base. */
async function whole({ db }: House, me: Somebody, base: Base) {
  const rows = await db
    .select({ file: files, length: sql<number>`length(${fileTexts.content})` })
    .from(knowledgeFiles)
    .innerJoin(files, eq(files.id, knowledgeFiles.file_id))
    .leftJoin(fileTexts, eq(fileTexts.file_id, files.id))
    .where(eq(knowledgeFiles.knowledge_id, base.id))
    .orderBy(desc(files.updated_at), desc(files.id))
  const words = may(me, 'read', base) ? await wordsOf(db, rows) : new Map<string, string>()
  return {
    ...toWire(me, base, await idsOf(db, base.id)),
    files: rows.map(({ file }) => toFile(base.id, file, words.get(file.id) ?? null)),
  }
}

interface Measured {
  file: FileRow
  length: number | null
}

async function wordsOf(db: Db, rows: Measured[]): Promise<Map<string, string>> {
  let left = MOST_WORDS
  const ids = rows.flatMap(({ file, length }) => {
    left -= Number(length ?? 0)
    return length !== null && left >= 0 ? [file.id] : []
  })
  const found = new Map<string, string>()
  for (const some of slices(ids)) {
    const texts = await db.select().from(fileTexts).where(inArray(fileTexts.file_id, some))
    for (const { file_id, content } of texts) found.set(file_id, content)
  }
  return found
}

async function brief({ db }: House, me: Somebody, base: Base) {
  const [owner, counted] = await Promise.all([
    Accounts.byId(db, base.user_id),
    tally(db, [base.id]),
  ])
  return toBrief(me, base, owner ?? null, counted.get(base.id))
}
