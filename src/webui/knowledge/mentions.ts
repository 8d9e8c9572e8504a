// Which files the chats of somebody, or the models, refer to.
import type { Db } from '../../db'
import { and, eq, gt, inArray, sql } from '../../db/columns'
import { breathe } from '../../utils/batches'
import { chats, messages } from '../chats/table'
import * as Models from '../models/store'

/** Chats that are looked through at once: long enough histories would hold everything else up. */
const STEP = 100

/** The ids of files that an account's chats, or any model, are about. */
export async function mentioned(db: Db, user_id: string): Promise<Set<string>> {
  const found = new Set<string>()
  for (const { meta } of await Models.all(db)) note(found, meta.knowledge)
  for (let after = ''; ; ) {
    const ids = await chatsOf(db, user_id, after)
    const last = ids.at(-1)
    if (last === undefined) return found
    for (const files of await filesIn(db, ids)) note(found, files)
    after = last
    await breathe()
  }
}

async function chatsOf(db: Db, user_id: string, after: string): Promise<string[]> {
  const rows = await db
    .select({ id: chats.id })
    .from(chats)
    .where(and(eq(chats.user_id, user_id), gt(chats.id, after)))
    .orderBy(chats.id)
    .limit(STEP)
  return rows.map(({ id }) => id)
}

/** What these chats and their messages have as files. */
async function filesIn(db: Db, ids: string[]): Promise<unknown[]> {
  const named = (data: typeof chats.data | typeof messages.data) => sql`${data} like '%"files"%'`
  const whole = await db
    .select({ data: chats.data })
    .from(chats)
    .where(and(inArray(chats.id, ids), named(chats.data)))
  const parts = await db
    .select({ data: messages.data })
    .from(messages)
    .where(and(inArray(messages.chat_id, ids), named(messages.data)))
  return [...whole, ...parts].map(({ data }) => data.files)
}

interface Item {
  type?: unknown
  id?: unknown
  file?: Item | null
}

const isItem = (value: unknown): value is Item => typeof value === 'object' && value !== null

/** A base that is attached brings its files along in the contract, and does not hold them. */
function note(found: Set<string>, items: unknown): void {
  if (!Array.isArray(items)) return
  for (const item of items) {
    if (!isItem(item) || item.type === 'collection') continue
    for (const id of [item.id, item.file?.id]) if (typeof id === 'string') found.add(id)
  }
}
