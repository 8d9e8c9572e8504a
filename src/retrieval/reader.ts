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
  /** How many questions are being answered. */
  busy(): number
  /** Whether sqlite-vec is there. */
  hasVectors(): Promise<boolean>
  /** What a worker does, see there. @throws the signal's reason, or an error when it takes too long */
  ask<T>(question: Question, signal?: AbortSignal): Promise<T>
  rows(sql: string, params: Param[], signal?: AbortSignal): Promise<Row[]>
  close(): void
}

/** Both halves of a search go on at once, and nobody waits for the search of one other. */
const READERS = 2

/** The house's readers, started when they are needed and ended when idle for some minutes. */
export const reader = perObject((house: House): Reader => {
  const all = Array.from({ length: READERS }, () => openReader(house))
  const free = (): Reader =>
    all.reduce((least, other) => (other.busy() < least.busy() ? other : least))
  return {
    busy: () => all.reduce((sum, { busy }) => sum + busy(), 0),
    hasVectors: () => free().hasVectors(),
    ask: (question, signal) => free().ask(question, signal),
    rows: (sql, params, signal) => free().rows(sql, params, signal),
    close: () => {
      for (const { close } of all) close()
    },
  }
})

interface Waiting {
  resolve(value: unknown): void
  reject(error: unknown): void
}

const library = perObject((house: House) => libraryPath(house.env.DATA_DIR))

/** One of its own, for work that would keep searches waiting. */
export function openReader(house: House, patience = PATIENCE_MS): Reader {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let idle: Timer | undefined
  let last = 0
  let busy = 0

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
    busy += 1
    try {
      return (await answered(question, signal)) as T
    } finally {
      busy -= 1
    }
  }
  const answered = async (question: Question, signal?: AbortSignal): Promise<unknown> => {
    const extension = await library(house)
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
      return await promise
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', leave)
      rest()
    }
  }
  return {
    busy: () => busy,
    hasVectors: async () => (await library(house)) !== null,
    ask,
    rows: (sql, params, signal) => ask<Row[]>({ kind: 'rows', sql, params }, signal),
    close: () => end(new Error('closed')),
  }
}
