// Reads exported chats (ours, or another product's) and sends them in one by one.
import { chats as api } from '../../api'
import type { ChatDocument, Message } from '../../wire'

export interface ImportItem {
  chat: ChatDocument
  meta?: object
  pinned?: boolean
}

type Row = Record<string, unknown>

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The text of one message of a `mapping` export, or null for what is not text of a person or model. */
const mappedText = (message: unknown): { role: 'user' | 'assistant'; content: string } | null => {
  if (!isRow(message) || !isRow(message.author) || !isRow(message.content)) return null
  const { role } = message.author
  if (role !== 'user' && role !== 'assistant') return null
  const parts = Array.isArray(message.content.parts) ? message.content.parts : []
  const content = parts.filter(part => typeof part === 'string').join('\n')
  return content ? { role, content } : null
}

const nodesOf = (mapping: Row): Row[] => Object.values(mapping).filter(isRow)

/** The nearest ancestor that became a message: system and empty nodes fall out of the tree. */
const keptParent = (node: Row, mapping: Row, kept: Map<string, Message>): string | null => {
  let parent = node.parent
  const seen = new Set<unknown>()
  while (typeof parent === 'string' && !seen.has(parent)) {
    const message = kept.get(parent)
    if (message) return message.id
    seen.add(parent)
    const above = mapping[parent]
    parent = isRow(above) ? above.parent : null
  }
  return null
}

const messageOf = (node: Row, text: { role: 'user' | 'assistant'; content: string }): Message => ({
  id: crypto.randomUUID(),
  parentId: null,
  childrenIds: [],
  ...text,
  timestamp:
    isRow(node.message) && typeof node.message.create_time === 'number'
      ? Math.floor(node.message.create_time)
      : Math.floor(Date.now() / 1000),
  ...(text.role === 'assistant' ? { done: true } : {}),
})

const fromMapping = (row: Row, mapping: Row): ChatDocument => {
  const kept = new Map<string, Message>()
  for (const node of nodesOf(mapping)) {
    const text = mappedText(node.message)
    if (text && typeof node.id === 'string') kept.set(node.id, messageOf(node, text))
  }
  const messages: Record<string, Message> = {}
  for (const node of nodesOf(mapping)) {
    const message = typeof node.id === 'string' ? kept.get(node.id) : undefined
    if (!message) continue
    message.parentId = keptParent(node, mapping, kept)
    messages[message.id] = message
  }
  for (const message of kept.values()) {
    if (message.parentId) messages[message.parentId]?.childrenIds.push(message.id)
  }
  const last = typeof row.current_node === 'string' ? kept.get(row.current_node) : undefined
  return {
    title: typeof row.title === 'string' ? row.title : '',
    history: { currentId: (last ?? [...kept.values()].at(-1))?.id ?? null, messages },
    timestamp: typeof row.create_time === 'number' ? row.create_time * 1000 : Date.now(),
  }
}

/** A document has its messages as a tree, or as a list. */
const documentOf = (row: Row): ChatDocument => {
  if (!isRow(row.history) && !Array.isArray(row.messages)) throw new Error('Not a chat')
  return row
}

const itemOf = (row: unknown): ImportItem => {
  if (!isRow(row)) throw new Error('Not a chat')
  if (isRow(row.mapping)) return { chat: fromMapping(row, row.mapping) }
  if (!isRow(row.chat)) return { chat: documentOf(row) }
  return {
    chat: documentOf(row.chat),
    ...(isRow(row.meta) ? { meta: row.meta } : {}),
    pinned: row.pinned === true,
  }
}

/** The chats in a file: a list of them, or a single one. Throws when it holds none. */
export const readImport = async (file: File): Promise<ImportItem[]> => {
  const data: unknown = JSON.parse(await file.text())
  const items = (Array.isArray(data) ? data : [data]).map(itemOf)
  if (!items.length) throw new Error('No chats')
  return items
}

/** Sends the chats in, oldest first, until the end, an error or the signal. Answers how many went. */
export const importChats = async (
  items: ImportItem[],
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<{ done: number; error?: unknown }> => {
  let done = 0
  for (const item of items.toReversed()) {
    if (signal.aborted) break
    try {
      await api.importOne(item)
    } catch (error) {
      return { done, error }
    }
    done += 1
    onProgress(done)
  }
  return { done }
}
