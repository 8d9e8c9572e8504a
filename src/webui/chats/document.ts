// Takes a client's chat document apart, and refuses what is no tree. Pure and linear.
import { constants } from '../../constants'
import { fault } from '../../utils/body'
import { Refusal } from '../../utils/refusal'
import { isObject, readTree, type Tree } from './tree'

export const MAX_TITLE = 1000

export interface Document {
  /** Present when the document has one. */
  title?: string
  /** The keys to store, with marks for what stands in columns and rows (see `table.ts`). */
  data: Record<string, unknown>
  /** Present when the document has a history. */
  tree?: Tree
  /** What a list of messages says beyond the history, for the search; '' when it is its branch. */
  list?: string
}

/** Takes a document apart. Throws 400 for a title that is no text, 422 for what has no place. */
export function readDocument(chat: Record<string, unknown>): Document {
  const document: Document = { data: { ...chat } }
  if ('title' in chat) {
    document.title = readTitle(chat.title)
    document.data.title = true
  }
  if (isObject(chat.history)) {
    const { messages, currentId, ...more } = chat.history
    // Exports of another product, converted by the old client, keep lists of children that do not
    // fit their straight line of parents.
    document.tree = readTree(messages, currentId, { loose: 'options' in chat })
    document.data.history = more
  } else if (chat.history !== undefined && chat.history !== null) {
    throw misplaced(['history'], 'The history of a chat is an object', chat.history)
  }
  if (Array.isArray(chat.messages)) {
    const derived = isBranch(chat.messages, chat.history)
    if (derived) document.data.messages = true
    document.list = derived ? '' : chat.messages.map(contentOf).join('\n')
  } else if (chat.messages === true) {
    throw misplaced(['messages'], 'The messages of a chat are a list', true)
  }
  return document
}

function readTitle(title: unknown): string {
  if (typeof title !== 'string') throw new Refusal(400, constants.DEFAULT)
  if (title.length > MAX_TITLE) {
    throw misplaced(['title'], `A title may have ${MAX_TITLE} characters at most`, null)
  }
  return title
}

const misplaced = (path: string[], message: string, input: unknown): Refusal =>
  new Refusal(422, [fault('value_error', ['body', 'chat', ...path], message, input)])

/** Whether the list is what we would make: the same messages from the root to the current one. */
function isBranch(list: unknown[], history: unknown): boolean {
  if (!isObject(history) || !isObject(history.messages)) return false
  const messages = history.messages
  let id: unknown = history.currentId || null
  for (const item of list.toReversed()) {
    const message = typeof id === 'string' && Object.hasOwn(messages, id) ? messages[id] : undefined
    if (!isObject(message) || !Bun.deepEquals(message, item)) return false
    id = message.parentId ?? null
  }
  return id === null
}

function contentOf(item: unknown): string {
  return isObject(item) && typeof item.content === 'string' ? item.content : ''
}
