// What nouns announce and the web client hears over /ws: who, and in which words.
import { SettingsChanged } from '../config'
import { type Feed, feed } from '../socket'
import { ChatChanged, ChatsChanged } from '../webui/chats/schema'

const mine = ({ user_id }: { user_id: string }) => ({ user_id })

/** Every announcement that leaves the server; the events are `LiveEvent` of the client's wire.ts. */
export const feeds: Feed[] = [
  feed(ChatChanged, mine, ({ action, chat_id, by }) => ({
    type: 'chat',
    action,
    chat_id,
    ...(by && { by }),
  })),
  feed(ChatsChanged, mine, ({ by }) => ({ type: 'chats', action: 'changed', ...(by && { by }) })),
  feed(
    SettingsChanged,
    () => 'everyone',
    () => ({ type: 'settings', action: 'changed' }),
  ),
]
