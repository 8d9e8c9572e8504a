// Deleting with ten seconds to take it back: the server is told when the notice is gone.
import { useSyncExternalStore } from 'react'
import { chats as api } from './api'
import { forgetChat, reloadPages } from './chats'
import { dismissNotice, notifyAction, notifyTrouble, UNDO_MS } from './parts/ui/toast'
import { ApiError } from './request'
import { t } from './text/index'

let doomed: ReadonlySet<string> = new Set()
const watchers = new Set<() => void>()
const notices = new Map<string, string | number>()

const become = (next: Iterable<string>) => {
  doomed = new Set(next)
  for (const watcher of watchers) watcher()
}

const spare = (id: string) => become([...doomed].filter(other => other !== id))

const gone = (error: unknown) =>
  error instanceof ApiError && (error.status === 401 || error.status === 404)

const finish = async (id: string) => {
  if (!doomed.has(id)) return
  notices.delete(id)
  try {
    await api.remove(id)
    forgetChat(id)
    reloadPages()
  } catch (error) {
    if (gone(error)) forgetChat(id)
    else notifyTrouble(t('chats.deleteFailed'), error)
  }
  spare(id)
}

/** Hides the chat at once and deletes it when the notice ends; `onUndo` runs if it is taken back. */
export const deleteChat = (id: string, title: string, onUndo?: () => void): void => {
  become([...doomed, id])
  const undo = () => {
    notices.delete(id)
    spare(id)
    onUndo?.()
  }
  const text = t('chats.deleted', { title })
  const notice = notifyAction(text, t('common.undo'), undo, UNDO_MS, () => void finish(id))
  notices.set(id, notice)
}

/** Sends what is still waiting; for when the page goes. */
export const flushDeletions = (): void => {
  for (const id of doomed) void api.remove(id, true).catch(() => undefined)
}

/** Ends the waiting at once, for a chat that another tab deleted. */
export const endDeletion = (id: string): void => {
  const notice = notices.get(id)
  if (notice === undefined) return
  notices.delete(id)
  spare(id)
  dismissNotice(notice)
}

const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** The chats that are about to go, and so are not shown. */
export const useDoomed = (): ReadonlySet<string> => useSyncExternalStore(watch, () => doomed)
