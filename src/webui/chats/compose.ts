// Puts a chat's rows together to the JSON text of its answer, mostly by joining text that is there.
import { seconds } from '../../utils/time'
import { asLinks, type UrlOf, withUrls } from './images'
import { UNTITLED } from './store'
import type { MessageState } from './table'

/** A row of table chat with its JSON still text. */
export interface ChatParts {
  id: string
  user_id: string
  title: string
  archived: boolean
  pinned: boolean
  folder_id: string | null
  share_id: string | null
  meta: string
  current_id: string | null
  data: string
  created_at: number
  updated_at: number
}

/** A row of table message with its JSON still text. */
export interface MessageParts {
  id: string
  parent_id: string | null
  role: string
  content: string
  reasoning: string | null
  model: string | null
  state: MessageState
  data: string
  position: number
}

/** The contract's `ChatResponse`. */
export function compose(chat: ChatParts, rows: MessageParts[], urlOf: UrlOf = asLinks): string {
  const times = `"updated_at":${seconds(chat.updated_at)},"created_at":${seconds(chat.created_at)}`
  const marks = `"archived":${chat.archived},"pinned":${chat.pinned},"meta":${chat.meta}`
  return (
    `{"id":${text(chat.id)},"user_id":${text(chat.user_id)},"title":${text(chat.title)},` +
    `"chat":${documentText(chat, rows, urlOf)},${times},"share_id":${text(chat.share_id)},` +
    `${marks},"folder_id":${text(chat.folder_id)}}`
  )
}

function documentText(chat: ChatParts, rows: MessageParts[], urlOf: UrlOf): string {
  const data = JSON.parse(chat.data) as Record<string, unknown>
  if (chat.title !== UNTITLED) data.title ??= true
  if (rows.length > 0) data.history ??= {}
  const texts = messageTexts(rows, urlOf)
  const keys = Object.entries(data).map(([key, value]) => {
    if (key === 'title') return `"title":${text(chat.title)}`
    if (key === 'messages' && value === true) return `"messages":[${branch(chat, rows, texts)}]`
    if (key === 'history' && value) return `"history":${historyText(chat, value, texts)}`
    return `${text(key)}:${JSON.stringify(value)}`
  })
  return `{${keys.join(',')}}`
}

function historyText(chat: ChatParts, more: object, texts: Map<string, string>): string {
  let messages = ''
  for (const [id, message] of texts) messages += `${messages && ','}"${id}":${message}`
  const rest = JSON.stringify(more).slice(1)
  const end = rest === '}' ? rest : `,${rest}`
  return `{"currentId":${text(chat.current_id)},"messages":{${messages}}${end}`
}

/** The messages from the root to the current one; stops at a loop or a missing parent. */
function branch(chat: ChatParts, rows: MessageParts[], texts: Map<string, string>): string {
  const parents = new Map(rows.map(row => [row.id, row.parent_id]))
  const line: string[] = []
  for (let id = chat.current_id; id !== null; ) {
    const message = texts.get(id)
    const parent = parents.get(id)
    if (message === undefined || parent === undefined) break
    line.push(message)
    parents.delete(id)
    id = parent
  }
  return line.reverse().join(',')
}

/** Each message's text by id, in order of position. Ids need no escapes: `document.ts` sees to that. */
function messageTexts(rows: MessageParts[], urlOf: UrlOf): Map<string, string> {
  const sorted = rows.sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
  const children = new Map<string, string>()
  for (const { id, parent_id } of sorted) {
    if (parent_id === null) continue
    const before = children.get(parent_id)
    children.set(parent_id, before === undefined ? `"${id}"` : `${before},"${id}"`)
  }
  return new Map(sorted.map(row => [row.id, messageText(row, children.get(row.id) ?? '', urlOf)]))
}

function messageText(row: MessageParts, children: string, urlOf: UrlOf): string {
  const parent = row.parent_id === null ? 'null' : `"${row.parent_id}"`
  let made = `{"id":"${row.id}","parentId":${parent},"childrenIds":[${children}]`
  if (row.role !== '') made += `,"role":${text(row.role)}`
  // Content that is no text stands in the data, always first.
  if (!row.data.startsWith('{"content":')) made += `,"content":${text(row.content)}`
  if (row.model !== null) made += `,"model":${text(row.model)}`
  if (row.reasoning !== null) made += `,"reasoning":${text(row.reasoning)}`
  const data = withUrls(row.state === 'done' ? row.data : undone(row.data), urlOf)
  if (row.state !== 'done') made += `,"done":${row.state !== 'running'},"state":"${row.state}"`
  return data === '{}' ? `${made}}` : `${made},${data.slice(1)}`
}

/** Without the key that follows from the state. */
function undone(data: string): string {
  if (!data.includes('"done":')) return data
  const { done: _, ...rest } = JSON.parse(data) as Record<string, unknown>
  return JSON.stringify(rest)
}

const text = (value: string | null): string => JSON.stringify(value)
