// The tree of messages: which branch is shown, which siblings it has, and how it grows.
import type { ChatDocument, Message } from '../wire'

/** The messages of a chat by id, and the last one of the branch that is shown. */
export type History = NonNullable<ChatDocument['history']>

export const EMPTY: History = { currentId: null, messages: {} }

/** The history of a document; documents without one (old imports) get a straight line from `messages`. */
export const historyOf = (chat: ChatDocument): History => {
  if (chat.history?.messages) return chat.history
  let history = EMPTY
  for (const message of chat.messages ?? []) {
    const id = message.id || crypto.randomUUID()
    history = grow(history, { ...message, id, parentId: history.currentId, childrenIds: [] })
  }
  return history
}

/** The messages from the root to `currentId`; stops at a loop or a missing parent. */
export const branch = (history: History): Message[] => {
  const line: Message[] = []
  const seen = new Set<string>()
  let id = history.currentId
  while (id && !seen.has(id)) {
    const message = history.messages[id]
    if (!message) break
    seen.add(id)
    line.push(message)
    id = message.parentId
  }
  return line.reverse()
}

/** All answers to the same message (or all first messages), in the order they came. */
export const siblings = (history: History, id: string): string[] => {
  const message = history.messages[id]
  if (!message) return []
  const parent = message.parentId === null ? undefined : history.messages[message.parentId]
  if (parent) return parent.childrenIds.filter(child => history.messages[child])
  return Object.values(history.messages)
    .filter(other => other.parentId === message.parentId)
    .sort((a, b) => a.timestamp - b.timestamp)
    .map(other => other.id)
}

/** The newest leaf below a message, where a switched branch leads. */
export const leaf = (history: History, id: string): string => {
  const seen = new Set<string>()
  let at = id
  while (!seen.has(at)) {
    seen.add(at)
    const next = history.messages[at]?.childrenIds.findLast(child => history.messages[child])
    if (!next) break
    at = next
  }
  return at
}

/** Shows the branch that holds the sibling `step` places away; the same history at either end. */
export const turn = (history: History, id: string, step: 1 | -1): History => {
  const row = siblings(history, id)
  const target = row[row.indexOf(id) + step]
  return target ? { ...history, currentId: leaf(history, target) } : history
}

/** Adds or replaces a message, hangs it under its parent and shows its branch. */
export const grow = (history: History, message: Message): History => {
  const messages = { ...history.messages, [message.id]: message }
  const parent = message.parentId === null ? undefined : messages[message.parentId]
  if (parent && !parent.childrenIds.includes(message.id)) {
    messages[parent.id] = { ...parent, childrenIds: [...parent.childrenIds, message.id] }
  }
  return { currentId: message.id, messages }
}

/** Changes one message in place; unknown ids change nothing. */
export const patch = (history: History, id: string, change: Partial<Message>): History => {
  const message = history.messages[id]
  if (!message) return history
  return { ...history, messages: { ...history.messages, [id]: { ...message, ...change } } }
}

/** Puts back what `before` had and is missing now, in its old place, and shows what was shown then. */
export const restore = (history: History, before: History): History => {
  const messages = { ...before.messages, ...history.messages }
  for (const { id, childrenIds } of Object.values(before.messages)) {
    const now = history.messages[id]
    if (!now) continue
    messages[id] = { ...now, childrenIds: [...new Set([...childrenIds, ...now.childrenIds])] }
  }
  return { currentId: before.currentId, messages }
}

/** Takes a message and all below it away; the branch shown moves to the nearest one left. */
export const prune = (history: History, id: string): History => {
  const message = history.messages[id]
  if (!message) return history
  const row = siblings(history, id)
  const messages = { ...history.messages }
  const doomed = [id]
  for (let next = doomed.pop(); next; next = doomed.pop()) {
    doomed.push(...(messages[next]?.childrenIds ?? []))
    delete messages[next]
  }
  const parent = message.parentId === null ? undefined : messages[message.parentId]
  if (parent) {
    messages[parent.id] = { ...parent, childrenIds: parent.childrenIds.filter(c => c !== id) }
  }
  const kept = { currentId: null, messages }
  if (history.currentId && messages[history.currentId]) {
    return { ...kept, currentId: history.currentId }
  }
  const near = row[row.indexOf(id) - 1] ?? row[row.indexOf(id) + 1]
  return { ...kept, currentId: near ? leaf(kept, near) : (parent?.id ?? null) }
}
