// A worker that reads the SQLite file for itself: long searches, off the event loop.
import type { House } from '../config/house'
import { sqliteFile } from '../db'
import type { Param, Row } from '../db/engine'
import { libraryPath } from '../db/vector-library'
import { isCompiled } from '../utils/carried'
import { perObject } from '../utils/once'
import { MINUTE } from '../utils/time'
import type { Answer, Begin, Question } from './reader-worker'

/** A search that takes longer is given up, and the worker with it: SQLite cannot be told to stop. */
const PATIENCE_MS = 20_000
const IDLE_MS = 5 * MINUTE

/** The worker's file as the build puts it into the executable. */
const INSIDE = './src/retrieval/reader-worker.js'

export interface Reader {
  /** Whether sqlite-vec is there. */
  hasVectors(): Promise<boolean>
  /** What a worker does, see there. @throws the signal's reason, or an error when it takes too long */
  ask<T>(question: Question, signal?: AbortSignal): Promise<T>
  rows(sql: string, params: Param[], signal?: AbortSignal): Promise<Row[]>
  close(): void
}

/** The house's reader, started on first use and ended when it has been idle for some minutes. */
export const reader = perObject((house: House): Reader => openReader(house))

interface Waiting {
  resolve(value: unknown): void
  reject(error: unknown): void
}

/** One of its own, for work that would keep searches waiting. */
export function openReader(house: House, patience = PATIENCE_MS): Reader {
  const library = lazily(() => libraryPath(house.env.DATA_DIR))
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let idle: Timer | undefined
  let last = 0

  const end = (error: Error) => {
    clearTimeout(idle)
    worker?.terminate()
    worker = undefined
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  const start = (extension: string | null): Worker => {
    const made = new Worker(isCompiled() ? INSIDE : new URL('./reader-worker.ts', import.meta.url))
    // It is no reason for the process to live on.
    if ('unref' in made && typeof made.unref === 'function') made.unref()
    made.onmessage = ({ data }: MessageEvent<Answer>) => {
      const asked = waiting.get(data.id)
      waiting.delete(data.id)
      if (data.error === undefined) asked?.resolve(data.value)
      else asked?.reject(new Error(data.error))
    }
    made.onerror = event => end(new Error(`The search stopped: ${event.message}`))
    const begin: Begin = { file: sqliteFile(house.env.DATABASE_URL), extension }
    made.postMessage(begin)
    return made
  }
  const rest = () => {
    clearTimeout(idle)
    idle = setTimeout(() => waiting.size === 0 && end(new Error('closed')), IDLE_MS)
    idle.unref()
  }
  const ask = async <T>(question: Question, signal?: AbortSignal): Promise<T> => {
    const extension = await library()
    signal?.throwIfAborted()
    worker ??= start(extension)
    const id = ++last
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    waiting.set(id, { resolve, reject })
    const leave = () => {
      waiting.delete(id)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => end(new Error('The search took too long')), patience)
    signal?.addEventListener('abort', leave, { once: true })
    worker.postMessage({ id, question })
    try {
      return (await promise) as T
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', leave)
      rest()
    }
  }
  return {
    hasVectors: async () => (await library()) !== null,
    ask,
    rows: (sql, params, signal) => ask<Row[]>({ kind: 'rows', sql, params }, signal),
    close: () => end(new Error('closed')),
  }
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
