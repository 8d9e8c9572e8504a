// The contract's shapes of chats and messages, made from rows.
import { asLinks, holdsImages, withUrls } from './images'
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
    ...linked(row.data),
    ...(reasoning !== null && { reasoning }),
    ...(state !== 'done' && { done: state !== 'running', state }),
  }
}

/** Images as links. */
function linked(data: MessageRow['data']): MessageRow['data'] {
  const text = JSON.stringify(data)
  return holdsImages(text) ? JSON.parse(withUrls(text, asLinks)) : data
}

/** `Tag` of the contract. */
export const toTag = ({ id, name, user_id }: TagRow) => ({ id, name, user_id, meta: null })

/** An answer that is JSON text already. */
export const json = (body: string | Uint8Array<ArrayBuffer>): Response =>
  new Response(body, { headers: { 'content-type': 'application/json' } })
