// Taking a file out of a base, with ten seconds to put it back.
import { useSyncExternalStore } from 'react'
import { knowledge } from '../../api-documents'
import { notifyAction, notifyTrouble, UNDO_MS } from '../../parts/ui/toast'
import { t } from '../../text/index'
import { reloadBase } from './data'

let doomed: ReadonlySet<string> = new Set()
const watchers = new Set<() => void>()

const keyOf = (base: string, file: string): string => `${base} ${file}`

const become = (next: Iterable<string>) => {
  doomed = new Set(next)
  for (const watcher of watchers) watcher()
}

const spare = (key: string) => become([...doomed].filter(other => other !== key))

const remove = async (base: string, file: string) => {
  try {
    await knowledge.removeFiles(base, [file])
  } catch (error) {
    notifyTrouble(t('knowledge.takeOutFailed'), error)
  }
  reloadBase(base)
  spare(keyOf(base, file))
}

/** Hides the file at once, and takes it out when the notice ends. */
export const takeOut = (base: string, { id, filename }: { id: string; filename: string }): void => {
  const key = keyOf(base, id)
  become([...doomed, key])
  let isOver = false
  // A notice also ends after its action was taken, perhaps when the same file goes once more.
  const end = (work: () => void) => () => {
    if (isOver) return
    isOver = true
    work()
  }
  notifyAction(
    t('knowledge.takenOut', { name: filename }),
    t('common.undo'),
    end(() => spare(key)),
    UNDO_MS,
    end(() => void remove(base, id)),
  )
}

const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Whether a file of a base is about to go. */
export const useGoing = (): ((base: string, file: string) => boolean) => {
  const all = useSyncExternalStore(watch, () => doomed)
  return (base, file) => all.has(keyOf(base, file))
}
