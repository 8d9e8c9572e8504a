// The contract's shapes of chats and messages, made from rows.
import { seconds } from '../../utils/time'
import type { MessageRow, TagRow } from './table'

/** A message of the contract, with what this server adds. `data` of a row gives the other keys. */
export interface Message {
  id: string
  parentId: string | null
  childrenIds: string[]
  role: string
  content: string
  timestamp?: number
  models?: string[]
  files?: unknown[]
  model?: string
  modelName?: string
  done?: boolean
  error?: unknown
  info?: unknown
  usage?: unknown
  /** Absent on a message that is simply there; then it is `done`. */
  state?: MessageRow['state']
  reasoning?: string
  reasoning_ms?: number
  [key: string]: unknown
}

/** One message as an object; whole chats are composed as text (`compose.ts`). */
export function toMessage(row: MessageRow, childrenIds: string[] = []): Message {
  const { id, parent_id, role, content, reasoning, model, state } = row
  return {
    id,
    parentId: parent_id,
    childrenIds,
    role,
    content,
    ...(model !== null && { model }),
    ...row.data,
    ...(reasoning !== null && { reasoning }),
    ...(state !== 'done' && { done: state !== 'running', state }),
  }
}

/** A row of a list of chats: id, title and times in milliseconds. */
export type TitleLine = [id: string, title: string, updated_at: number, created_at: number]

/** `ChatTitleId` of the contract. */
export const toTitle = ([id, title, updated_at, created_at]: TitleLine) => ({
  id,
  title,
  updated_at: seconds(updated_at),
  created_at: seconds(created_at),
})

/** `Tag` of the contract. */
export const toTag = ({ id, name, user_id }: TagRow) => ({ id, name, user_id, meta: null })
