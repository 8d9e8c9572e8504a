// Deleting one's files, with ten seconds to take it back.
import { useSyncExternalStore } from 'react'
import { documents, type StoredFile } from '../../api-documents'
import { queryClient } from '../../cache'
import { notifyAction, notifyTrouble, UNDO_MS } from '../../parts/ui/toast'
import { t } from '../../text/index'

let doomed: ReadonlySet<string> = new Set()
const watchers = new Set<() => void>()

const become = (next: Iterable<string>) => {
  doomed = new Set(next)
  for (const watcher of watchers) watcher()
}

const spare = (id: string) => become([...doomed].filter(other => other !== id))

/** Reads every list of own files again, and what they take. */
export const reloadFiles = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ['files'] })

const remove = async (id: string) => {
  try {
    await documents.remove(id)
  } catch (error) {
    notifyTrouble(t('files.deleteFailed'), error)
  }
  await reloadFiles()
  spare(id)
}

/** Hides the file at once, and deletes it when the notice ends. */
export const deleteFile = ({ id, filename }: StoredFile): void => {
  become([...doomed, id])
  let isOver = false
  // A notice also ends after its action was taken, perhaps when the same file goes once more.
  const end = (work: () => void) => () => {
    if (isOver) return
    isOver = true
    work()
  }
  const text = t('files.deleted', { name: filename })
  const undo = end(() => spare(id))
  notifyAction(
    text,
    t('common.undo'),
    undo,
    UNDO_MS,
    end(() => void remove(id)),
  )
}

const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** The files that are about to go, and so are not shown. */
export const useGoingFiles = (): ReadonlySet<string> => useSyncExternalStore(watch, () => doomed)
