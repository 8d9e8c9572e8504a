// Which files the chats of somebody, or the models, refer to.
import type { Db } from '../../db'
import { and, eq, gt, or, sql } from '../../db/columns'
import { chats, messages } from '../chats/table'
import * as Models from '../models/store'

/** Messages that are looked through at once. */
const PAGE = 500

/** The ids of files that an account's chats, or any model, are about. */
export async function mentioned(db: Db, user_id: string): Promise<Set<string>> {
  const found = new Set<string>()
  const own = and(eq(chats.user_id, user_id), sql`${chats.data} like '%"files"%'`)
  for (const { data } of await db.select({ data: chats.data }).from(chats).where(own))
    note(found, data.files)
  for await (const data of messagesOf(db, user_id)) note(found, data.files)
  for (const { meta } of await Models.all(db)) note(found, meta.knowledge)
  return found
}

/** What the messages with files hold beside their words, a page at a time. */
async function* messagesOf(db: Db, user_id: string): AsyncGenerator<Record<string, unknown>> {
  let after = { chat: '', id: '' }
  for (;;) {
    const rows = await db
      .select({ chat: messages.chat_id, id: messages.id, data: messages.data })
      .from(messages)
      .innerJoin(chats, eq(chats.id, messages.chat_id))
      .where(
        and(
          eq(chats.user_id, user_id),
          or(
            gt(messages.chat_id, after.chat),
            and(eq(messages.chat_id, after.chat), gt(messages.id, after.id)),
          ),
          sql`${messages.data} like '%"files"%'`,
        ),
      )
      .orderBy(messages.chat_id, messages.id)
      .limit(PAGE)
    for (const { data } of rows) yield data
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = last
  }
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
