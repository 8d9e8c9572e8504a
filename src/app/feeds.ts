// What nouns announce and the web client hears over /ws: who, and in which words.
import { ReplyChanged } from '../completion/replies/schema'
import { SettingsChanged } from '../config'
import { IndexChanged } from '../retrieval/schema'
import { type Feed, feed } from '../socket'
import { FileChanged } from '../storage/schema'
import { BudgetNears } from '../webui/budgets/schema'
import { ChatChanged, ChatsChanged } from '../webui/chats/schema'
import { KnowledgeChanged } from '../webui/knowledge/schema'
import { ModelsChanged } from '../webui/models/schema'

const mine = ({ user_id }: { user_id: string }) => ({ user_id })
const everyone = () => 'everyone' as const

/** The tab that caused it, so that it can ignore its own echo. */
const cause = (by: string | null) => by !== null && { by }

/** Every announcement that leaves the server; the events are `LiveEvent` of the client's wire.ts. */
export const feeds: Feed[] = [
  feed(ChatChanged, mine, ({ action, chat_id, by }) => ({
    type: 'chat',
    action,
    chat_id,
    ...cause(by),
  })),
  feed(ChatsChanged, mine, ({ by }) => ({ type: 'chats', action: 'changed', ...cause(by) })),
  feed(ReplyChanged, mine, ({ action, reply, by }) => ({
    type: 'reply',
    action,
    reply,
    ...cause(by),
  })),
  feed(BudgetNears, mine, ({ share }) => ({ type: 'budget', share })),
  feed(FileChanged, mine, ({ user_id: _, ...file }) => ({ type: 'file', ...file })),
  feed(
    KnowledgeChanged,
    ({ user_id }) => (user_id === null ? 'everyone' : { user_id }),
    ({ action, knowledge_id }) => ({ type: 'knowledge', action, knowledge_id }),
  ),
  feed(IndexChanged, everyone, () => ({ type: 'index', action: 'changed' })),
  feed(ModelsChanged, everyone, () => ({ type: 'models', action: 'changed' })),
  feed(SettingsChanged, everyone, () => ({ type: 'settings', action: 'changed' })),
]
