// Files on their way into a knowledge base: a few at once, going on while other pages are looked at.
import { useSyncExternalStore } from 'react'
import { knowledge } from '../../api-documents'
import { send } from '../../documents/upload'
import { reloadBase } from './data'

export interface Incoming {
  file: File
  /** Where it lay in its folder; '' for a file by itself. */
  path: string
}

export interface Adding {
  /** Files that are there, and all. */
  done: number
  total: number
  failed: { name: string; error: unknown }[]
}

const AT_ONCE = 3

interface Queue extends Adding {
  waiting: Incoming[]
  running: number
  ending: AbortController
}

const queues = new Map<string, Queue>()
const shown = new Map<string, Adding>()
const watchers = new Set<() => void>()

const tell = (id: string) => {
  const queue = queues.get(id)
  if (queue) shown.set(id, { done: queue.done, total: queue.total, failed: queue.failed })
  else shown.delete(id)
  for (const watcher of watchers) watcher()
}

/** Sends files and puts each into the base as soon as it is there. */
export const addTo = (id: string, files: Incoming[]): void => {
  if (files.length === 0) return
  const queue = queues.get(id) ?? fresh()
  queues.set(id, queue)
  queue.waiting.push(...files)
  queue.total += files.length
  tell(id)
  pump(id, queue)
}

const fresh = (): Queue => ({
  done: 0,
  total: 0,
  failed: [],
  waiting: [],
  running: 0,
  ending: new AbortController(),
})

/** Stops what is still sent; what is there stays. */
export const stopAdding = (id: string): void => {
  queues.get(id)?.ending.abort()
  queues.delete(id)
  tell(id)
}

const pump = (id: string, queue: Queue): void => {
  while (queue.running < AT_ONCE && queue.waiting.length > 0) {
    const next = queue.waiting.shift()
    if (!next) return
    queue.running += 1
    void addOne(id, queue, next).finally(() => {
      queue.running -= 1
      if (queues.get(id) !== queue) return
      pump(id, queue)
      if (queue.running === 0 && queue.waiting.length === 0) finish(id, queue)
    })
  }
}

const addOne = async (id: string, queue: Queue, { file, path }: Incoming): Promise<void> => {
  const { signal } = queue.ending
  try {
    const stored = await send(file, { signal, onProgress: () => undefined })
    await knowledge.addFiles(id, [{ file_id: stored.id, path }])
  } catch (error) {
    if (!signal.aborted) queue.failed = [...queue.failed, { name: path || file.name, error }]
  }
  queue.done += 1
  if (queues.get(id) === queue) tell(id)
}

/** What failed stays to be read; the rest is on the page. */
const finish = (id: string, { failed }: Queue): void => {
  reloadBase(id)
  if (failed.length === 0) {
    queues.delete(id)
    tell(id)
  }
}

const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** What is on its way into a base. */
export const useAdding = (id: string): Adding | undefined =>
  useSyncExternalStore(watch, () => shown.get(id))
