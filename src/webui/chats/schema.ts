// What crosses the wire of chats, and what chats announce.
import { z } from 'zod'
import { topic } from '../../bus'

const by = z.string().nullable()

/** One chat changed; `by` is the `x-client-id` of the request that did it. */
export const ChatChanged = topic(
  'chat.changed',
  z.object({
    user_id: z.string(),
    chat_id: z.string(),
    action: z.enum(['changed', 'deleted']),
    by,
  }),
)

/** Many chats of a user changed: lists are to be read again. */
export const ChatsChanged = topic('chats.changed', z.object({ user_id: z.string(), by }))
