// Saves documents: a new chat, or a known one of which only what changed is written.
import type { House } from '../../config/house'
import { type Tx, transaction } from '../../db'
import { stamp } from '../../utils/stamp'
import { type Document, readDocument } from './document'
import { absorbing } from './images'
import { merge } from './merge'
import * as Messages from './messages'
import { known } from './read'
import { LIST, rekeep } from './search/keep'
import type { View } from './seen'
import * as Chats from './store'
import type { ChatRow } from './table'
import type { Tree } from './tree'

type Rest = Pick<Chats.NewChat, 'meta' | 'pinned' | 'folder_id'>

/** Makes a chat of a document. Throws the refusals of `readDocument`. */
export function add(
  house: House,
  user_id: string,
  chat: Record<string, unknown>,
  rest: Rest = {},
  also: (tx: Tx, chat: ChatRow) => Promise<void> = async () => {},
): Promise<ChatRow> {
  const document = readDocument(chat)
  return carrying(house, user_id, document, tree =>
    transaction(house.db, async tx => {
      const { data, title } = document
      const current_id = tree?.current_id ?? null
      const made = await Chats.create(tx, { ...rest, user_id, data, title, current_id })
      if (tree) {
        const all = merge(tree, new Map(), [], stamp())
        await Messages.replace(tx, made.id, all)
      }
      if (document.list) await rekeep(tx, made.id, [{ message_id: LIST, text: document.list }])
      await also(tx, made)
      return made
    }),
  )
}

export interface Saved {
  chat: ChatRow
  /** What became of the messages, when the document had some. */
  replaced?: Replaced | undefined
}

interface Replaced {
  at: number
  /** Messages that stayed because the client did not know them. */
  missed: string[]
  /** Files that perhaps no message holds any more. */
  let_go: string[]
}

/** Merges a document's keys into the user's chat, as a client with one of `views`; nothing when it is not there. */
export function update(
  house: House,
  user_id: string,
  chat_id: string,
  chat: Record<string, unknown>,
  views: View[],
): Promise<Saved | undefined> {
  const document = readDocument(chat)
  return carrying(house, user_id, document, tree =>
    transaction(house.db, async tx => {
      // The first statement is a write: in PostgreSQL it makes two saves of a chat wait in turn.
      const row = await Chats.lock(tx, user_id, chat_id)
      if (!row) return undefined
      const replaced = tree && (await replaceTree(tx, row, tree, views))
      if (document.list !== undefined) {
        await rekeep(tx, chat_id, [{ message_id: LIST, text: document.list }])
      }
      const data = { ...row.data, ...document.data }
      const changes = { data, ...(tree && { current_id: tree.current_id }) }
      const saved = await Chats.change(tx, row, { ...changes, title: document.title ?? row.title })
      return { chat: saved, replaced }
    }),
  )
}

async function replaceTree(tx: Tx, { id }: ChatRow, tree: Tree, views: View[]): Promise<Replaced> {
  const rows = await known(tx, id)
  const found = merge(tree, rows, views, stamp())
  const let_go = await Messages.replace(tx, id, found)
  return { let_go, missed: found.missed, at: stamp() }
}

/** Runs `work` with the tree's images stored as files. */
function carrying<T>(
  house: House,
  user_id: string,
  { tree }: Document,
  work: (tree: Tree | undefined) => Promise<T>,
): Promise<T> {
  if (!tree) return work(undefined)
  return absorbing(house, user_id, [...tree.nodes.values()], nodes =>
    work({ ...tree, nodes: new Map(nodes.map(node => [node.id, node])) }),
  )
}
