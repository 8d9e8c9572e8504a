// Replies that have ended: each is a message of one of the user's chats.
import type { Db } from '../../db'
import { and, desc, eq } from '../../db/columns'
import { chats, type MessageRow, messages } from '../../webui/chats/table'

/** The answer with that id in the user's chats; a cloned chat has the same ids, then the newest counts. */
export async function find(db: Db, user_id: string, id: string): Promise<MessageRow | undefined> {
  const found = await db
    .select({ message: messages })
    .from(messages)
    .innerJoin(chats, eq(chats.id, messages.chat_id))
    .where(and(eq(messages.id, id), eq(messages.role, 'assistant'), eq(chats.user_id, user_id)))
    .orderBy(desc(messages.updated_at))
    .limit(1)
    .get()
  return found?.message
}
