// Replies as clients see them, from the run of one or from its row.
import type { House } from '../../config/house'
import { seconds } from '../../utils/time'
import type { MessageRow } from '../../webui/chats/table'
import { runsOf } from './runs'
import type { Reply } from './schema'

/** The reply that is or was written into that row of the user's. */
export function replyOf(house: House, user_id: string, row: MessageRow): Reply {
  const run = runsOf(house).find(user_id, row.id)
  return run?.assignment.chat.id === row.chat_id ? run.reply : toReply(row)
}

/** A reply that is only in the database any more. */
export const toReply = (row: MessageRow): Reply => ({
  id: row.id,
  chat_id: row.chat_id,
  user_message_id: row.parent_id ?? '',
  model: row.model ?? '',
  state: row.state === 'running' ? 'interrupted' : row.state,
  event: 0,
  created_at: seconds(row.created_at),
})
