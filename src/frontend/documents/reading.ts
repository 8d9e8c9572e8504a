// How far files have been read: a store outside React, told by events, so that one step draws one row.
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { documents, type StoredFile } from '../api-documents'
import { onLive, onReturn } from '../live'

/** What is known of the reading of a file. */
export type Reading = Pick<StoredFile, 'state' | 'stage' | 'done' | 'total' | 'error'>

const known = new Map<string, Reading>()
const watchers = new Map<string, Set<() => void>>()

const tell = (id: string) => {
  for (const watcher of watchers.get(id) ?? []) watcher()
}

/** Takes in what an answer of the server said of a file. */
export const learn = (file: StoredFile): void => {
  const { state, stage, done, total, error } = file
  known.set(file.id, { state, stage, done, total, error })
  tell(file.id)
}

const ask = async (id: string): Promise<void> => {
  try {
    learn(await documents.read(id))
  } catch {
    // Gone, or the line is: an event or the next return will say.
  }
}

/** Is being read, or waits for it. */
export const isUnderWay = (reading: Reading | undefined): boolean =>
  reading?.state === 'queued' || reading?.state === 'running'

onLive(event => {
  if (event.type !== 'file') return
  const { file_id, type: _, state, ...rest } = event
  if (!watchers.has(file_id)) return
  if (state === 'deleted') known.delete(file_id)
  else known.set(file_id, { state, ...rest })
  tell(file_id)
})

// What happened while the line was away was not heard.
onReturn(() => {
  for (const id of watchers.keys()) if (isUnderWay(known.get(id))) void ask(id)
})

const watch = (id: string, watcher: () => void): (() => void) => {
  const set = watchers.get(id) ?? new Set()
  watchers.set(id, set.add(watcher))
  return () => {
    set.delete(watcher)
    if (set.size > 0) return
    watchers.delete(id)
    known.delete(id)
  }
}

/** How far a file has been read; asked of the server unless `first` says it. Nothing while not known. */
export const useReading = (id: string, first?: StoredFile): Reading | undefined => {
  const subscribe = useCallback((watcher: () => void) => watch(id, watcher), [id])
  const reading = useSyncExternalStore(subscribe, () => known.get(id))
  useEffect(() => {
    if (first) learn(first)
    else if (!known.has(id)) void ask(id)
  }, [id, first])
  return reading ?? first
}
