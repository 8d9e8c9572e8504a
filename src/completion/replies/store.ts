// Replies and their questions in the database: each is a message of one of the user's chats.
import type { Db } from '../../db'
import { and, asc, desc, eq } from '../../db/columns'
import { chats, type MessageRow, messages } from '../../webui/chats/table'

/** The answer with that id in the user's chats. */
export async function find(db: Db, user_id: string, id: string): Promise<MessageRow | undefined> {
  const found = await message(db, user_id, id)
  return found?.role === 'assistant' ? found : undefined
}

/**
 * The message with that id in the user's chats, or in that one of them. A cloned chat has the same
 * ids: then the newest counts.
 */
export async function message(
  db: Db,
  user_id: string,
  id: string,
  chat_id?: string | null,
): Promise<MessageRow | undefined> {
  const mine = and(eq(messages.id, id), eq(chats.user_id, user_id))
  const found = await db
    .select({ message: messages })
    .from(messages)
    .innerJoin(chats, eq(chats.id, messages.chat_id))
    .where(chat_id ? and(mine, eq(messages.chat_id, chat_id)) : mine)
    .orderBy(desc(messages.updated_at))
    .limit(1)
    .get()
  return found?.message
}

/** The answer that a question was asked for; later ones stand beside it. */
export const firstAnswer = (db: Db, { chat_id, id }: MessageRow): Promise<MessageRow | undefined> =>
  db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.chat_id, chat_id),
        eq(messages.parent_id, id),
        eq(messages.role, 'assistant'),
      ),
    )
    .orderBy(asc(messages.position))
    .limit(1)
    .get()
