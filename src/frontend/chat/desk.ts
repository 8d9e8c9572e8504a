// Where a conversation lies: a chat the server keeps, or a sheet that only this page has.
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react'
import { keys, queryClient, useSettings } from '../cache'
import type { Chat } from '../wire'
import { editHistory } from './follow'
import { EMPTY, type History, historyOf } from './tree'

export interface Desk {
  /** '' while the server does not know the chat. */
  chatId: string
  temporary: boolean
  /** The model that answers next; without an id there is none. */
  model: { id: string; name: string }
  params: Record<string, unknown>
  /** The web is searched for the next answer. */
  web: boolean
  read: () => History
  edit: (change: (history: History) => History) => void
}

let sheet: History = EMPTY
const watchers = new Set<() => void>()
const born = new Set<string>()

const writeSheet = (next: History) => {
  sheet = next
  for (const watcher of watchers) watcher()
}

/** Throws the sheet away: for a new chat, and when a temporary one is left. */
export const clearSheet = (): void => {
  if (sheet !== EMPTY) writeSheet(EMPTY)
}

const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export const useSheet = (): History => useSyncExternalStore(watch, () => sheet)

/** Remembers that the sheet became this chat, so that the page goes on without a break. */
export const rememberBirth = (chatId: string): void => {
  born.add(chatId)
}

export const wasBornHere = (chatId: string): boolean => born.has(chatId)

/** Reading and writing of a chat in the cache, or of the sheet when there is no chat yet. */
const placeOf = (chatId: string): Pick<Desk, 'read' | 'edit'> =>
  chatId
    ? {
        read: () => {
          const chat = queryClient.getQueryData<Chat>(keys.chat(chatId))
          return chat ? historyOf(chat.chat) : EMPTY
        },
        edit: change => editHistory(chatId, change),
      }
    : { read: () => sheet, edit: change => writeSheet(change(sheet)) }

export const DeskContext = createContext<Desk | null>(null)

/** The conversation on this page. */
export const useThisDesk = (): Desk => {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('There is no conversation here')
  return desk
}

/** The desk for a page, with what the person set for all chats under what this chat sets. */
export const useDesk = (
  chatId: string,
  temporary: boolean,
  model: { id: string; name: string },
  own: Record<string, unknown> | undefined,
  web: boolean,
): Desk => {
  const { ui } = useSettings()
  const { id, name } = model
  return useMemo(() => {
    const system = ui.system ? { system: ui.system } : {}
    const params = { ...system, ...ui.params, ...own }
    return { chatId, temporary, model: { id, name }, params, web, ...placeOf(chatId) }
  }, [chatId, temporary, id, name, ui.system, ui.params, own, web])
}
