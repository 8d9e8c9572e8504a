// Copies a chat with its messages: same ids, same files, its own row.
import type { House } from '../../config/house'
import { type Tx, transaction } from '../../db'
import { sql } from '../../db/columns'
import { MAX_TITLE } from './document'
import { copy } from './search/keep'
import * as Chats from './store'
import type { ChatRow } from './table'

/** A copy of the user's chat, named after it, or nothing. Tags, pin, folder and archive stay behind. */
export function clone(
  house: House,
  user_id: string,
  chat_id: string,
): Promise<ChatRow | undefined> {
  return transaction(house.db, async tx => {
    const source = await Chats.hold(tx, user_id, chat_id)
    if (!source) return undefined
    const { current_id } = source
    const origin = {
      originalChatId: chat_id,
      ...(current_id && { branchPointMessageId: current_id }),
    }
    const made = await Chats.create(tx, {
      user_id,
      current_id,
      title: `Clone of ${source.title}`.slice(0, MAX_TITLE),
      data: { ...source.data, title: true, ...origin },
    })
    await copyMessages(tx, chat_id, made)
    await copy(tx, chat_id, made.id)
    return made
  })
}

/** What a running message has said so far comes along as interrupted. */
async function copyMessages(tx: Tx, from: string, { id, created_at }: ChatRow): Promise<void> {
  await tx.run(sql`
    insert into message (chat_id, id, parent_id, role, content, reasoning, model, state, data,
      position, created_at, updated_at)
    select ${id}, id, parent_id, role, content, reasoning, model,
      case state when 'running' then 'interrupted' else state end, data,
      position, ${sql.raw(String(created_at))}, ${sql.raw(String(created_at))}
    from message where chat_id = ${from}`)
  await tx.run(sql`
    insert into message_file (chat_id, message_id, file_id)
    select ${id}, message_id, file_id from message_file where chat_id = ${from}`)
}
