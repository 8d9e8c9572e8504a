// Chats in the database: finding the own one, making, touching.
import type { Db, Tx } from '../../db'
import { and, eq, type SQL, sql } from '../../db/columns'
import { stamp } from '../../utils/stamp'
import { keep, rekeep, TITLE } from './search/keep'
import { type ChatRow, chats } from './table'

/** The title of a chat that nobody named. */
export const UNTITLED = 'New Chat'

type Given = Pick<ChatRow, 'pinned' | 'folder_id' | 'meta' | 'current_id' | 'data'>
export type NewChat = { user_id: string; title?: string | undefined } & Partial<Given>

/** The chat, if it is this user's. */
export const owned = (
  db: Db | Tx,
  user_id: string,
  chat_id: string,
): Promise<ChatRow | undefined> =>
  db
    .select()
    .from(chats)
    .where(and(eq(chats.id, chat_id), eq(chats.user_id, user_id)))
    .get()

/** Makes a chat without messages. `data` defaults to a document with an empty history. */
export async function create(tx: Db | Tx, chat: NewChat): Promise<ChatRow> {
  const now = stamp()
  const row = await tx
    .insert(chats)
    .values({
      archived: false,
      pinned: false,
      folder_id: null,
      share_id: null,
      meta: {},
      current_id: null,
      data: { id: '', title: true, history: {}, messages: true },
      ...chat,
      title: chat.title ?? UNTITLED,
      id: crypto.randomUUID(),
      version: 0,
      created_at: now,
      updated_at: now,
    })
    .returning()
    .get()
  await keep(tx, row.id, [{ message_id: TITLE, text: row.title }])
  return row
}

/** Moves the chat to the top of its lists, with a new leaf or title if given; false when it is gone. */
export async function touch(
  db: Db | Tx,
  chat_id: string,
  changes: Partial<Pick<ChatRow, 'current_id' | 'title'>> = {},
): Promise<boolean> {
  const rows = await db
    .update(chats)
    .set({ ...changes, updated_at: stamp() })
    .where(eq(chats.id, chat_id))
    .returning({ id: chats.id })
  if (rows.length === 0) return false
  if (changes.title !== undefined) {
    await rekeep(db, chat_id, [{ message_id: TITLE, text: changes.title }])
  }
  return true
}

/** The chat, if it is this user's, held until the transaction ends and moved to the top of its lists. */
export const lock = (tx: Tx, user_id: string, chat_id: string): Promise<ChatRow | undefined> =>
  held(tx, user_id, chat_id, { updated_at: stamp() })

/** The same for what leaves its time alone. */
export const hold = (tx: Tx, user_id: string, chat_id: string): Promise<ChatRow | undefined> =>
  held(tx, user_id, chat_id, { updated_at: sql`${chats.updated_at}` })

async function held(
  tx: Tx,
  user_id: string,
  chat_id: string,
  set: { updated_at: number | SQL },
): Promise<ChatRow | undefined> {
  const [row] = await tx
    .update(chats)
    .set(set)
    .where(and(eq(chats.id, chat_id), eq(chats.user_id, user_id)))
    .returning()
  return row
}

type Changes = Partial<
  Pick<
    ChatRow,
    'title' | 'data' | 'current_id' | 'meta' | 'pinned' | 'archived' | 'folder_id' | 'updated_at'
  >
>

/** Changes a chat in the caller's transaction and gives it as it is then. */
export async function change(tx: Tx, before: ChatRow, changes: Changes): Promise<ChatRow> {
  const row = await tx.update(chats).set(changes).where(eq(chats.id, before.id)).returning().get()
  if (row.title !== before.title) {
    await rekeep(tx, row.id, [{ message_id: TITLE, text: row.title }])
  }
  return row
}

/** Shows the branch that ends at the message; nothing when chat or message is not there. Its time stays. */
export async function turn(
  db: Db,
  user_id: string,
  chat_id: string,
  message_id: string,
): Promise<ChatRow | undefined> {
  const isThere = sql`exists (select 1 from message m where m.chat_id = ${chat_id} and m.id = ${message_id})`
  const [row] = await db
    .update(chats)
    .set({ current_id: message_id })
    .where(and(eq(chats.id, chat_id), eq(chats.user_id, user_id), isThere))
    .returning()
  return row
}

/** The chat, whoever's it is. */
export const byId = (db: Db, chat_id: string): Promise<ChatRow | undefined> =>
  db.select().from(chats).where(eq(chats.id, chat_id)).get()

/** Archives all chats of a user; their times and tags stay. */
export const archiveAll = (db: Db, user_id: string) =>
  db
    .update(chats)
    .set({ archived: true })
    .where(and(eq(chats.user_id, user_id), eq(chats.archived, false)))
