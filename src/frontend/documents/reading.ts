// How far files have been read: a store outside React, told by events, so that one step draws one row.
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import { documents, type StoredFile } from '../api-documents'
import { onLive, onReturn } from '../live'

/** What is known of the reading of a file. */
export type Reading = Pick<StoredFile, 'state' | 'stage' | 'done' | 'total' | 'error'>

const known = new Map<string, Reading>()
const watchers = new Map<string, Set<() => void>>()

let version = 0

const tell = (id: string) => {
  version += 1
  for (const watcher of watchers.get(id) ?? []) watcher()
}

/** What is remembered of files that nobody looks at. */
const MOST = 1000

const set = (id: string, reading: Reading) => {
  known.delete(id)
  known.set(id, reading)
  const [oldest] = known.keys()
  if (known.size > MOST && oldest !== undefined) known.delete(oldest)
  tell(id)
}

/** Takes in what an answer of the server said of a file. */
export const learn = (file: StoredFile): void => {
  const { state, stage, done, total, error } = file
  set(file.id, { state, stage, done, total, error })
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
  if (state !== 'deleted') return set(file_id, { state, ...rest })
  known.delete(file_id)
  tell(file_id)
})

// What happened while the line was away was not heard.
onReturn(() => {
  for (const id of watchers.keys()) if (isUnderWay(known.get(id))) void ask(id)
})

const watch = (id: string, watcher: () => void): (() => void) => {
  const mine = watchers.get(id) ?? new Set()
  watchers.set(id, mine.add(watcher))
  return () => {
    mine.delete(watcher)
    if (mine.size === 0) watchers.delete(id)
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

/** The same for several files at once. */
export const useReadings = (ids: string[]): ReadonlyMap<string, Reading> => {
  const all = ids.join(' ')
  const subscribe = useCallback(
    (watcher: () => void) => {
      const ends = all.split(' ').map(id => watch(id, watcher))
      return () => {
        for (const end of ends) end()
      }
    },
    [all],
  )
  const now = useSyncExternalStore(subscribe, () => version)
  return useMemo(() => {
    void now
    return new Map(
      all.split(' ').flatMap(id => {
        const reading = known.get(id)
        return reading ? [[id, reading] as const] : []
      }),
    )
  }, [all, now])
}
