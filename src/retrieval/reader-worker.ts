// The worker beside the database: a read-only connection of its own, with sqlite-vec where that exists.
import { Database } from 'bun:sqlite'
import type { Param, Row } from '../db/engine'
import { Statements } from '../db/statements'
import { known } from './search/known'
import { type Weigh, weigh } from './search/weigh'
import { type LayOut, layOut, type Sort, sort } from './vector/cells/build'
import { type Look, look } from './vector/cells/look'
import { apart } from './vector/cells/train'
import { floats, scan } from './vector/scan'

/** The first message: which file, and the library that knows vectors, if any. */
export interface Begin {
  file: string
  extension: string | null
}

export type Question =
  | { kind: 'rows'; sql: string; params: Param[] }
  /** How many passages have the words of a question. */
  | { kind: 'terms'; terms: string[] }
  | ({ kind: 'weigh' } & Weigh)
  /** For systems without sqlite-vec: the nearest of rows of an id and a vector, as `[id, distance]`. */
  | { kind: 'scan'; sql: string; params: Param[]; query: Uint8Array; k: number }
  | ({ kind: 'look' } & Look)
  | ({ kind: 'lay out' } & LayOut)
  | ({ kind: 'sort' } & Sort)

export interface Answer {
  id: number
  value?: unknown
  error?: string
}

declare const self: Worker

/** Read through the system's cache rather than copied: half the time of a scan. */
const MAPPED_BYTES = 4 * 1024 ** 3

let statements: Statements | undefined

self.onmessage = ({ data }: MessageEvent<Begin | { id: number; question: Question }>) => {
  if ('file' in data) statements = open(data)
  else self.postMessage(answer(data.id, data.question))
}

function open({ file, extension }: Begin): Statements {
  const database = new Database(file, { readonly: true })
  database.run(
    `PRAGMA busy_timeout=5000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=${MAPPED_BYTES}`,
  )
  if (extension) database.loadExtension(extension)
  return new Statements(database)
}

function answer(id: number, question: Question): Answer {
  try {
    return { id, value: work(question) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}

function work(question: Question): unknown {
  if (!statements) throw new Error('The database is not open')
  switch (question.kind) {
    case 'rows':
      return statements.get(question.sql).values(...question.params) as Row[]
    case 'terms':
      return known(statements, question.terms)
    case 'weigh':
      return weigh(statements, question)
    case 'scan':
      return exactly(statements.get(question.sql).iterate(...question.params), question)
    case 'look':
      return look(statements, question)
    case 'lay out':
      return layOut(statements, question)
    case 'sort':
      return sort(statements, question)
  }
}

function exactly(
  lines: Iterable<unknown>,
  { query, k }: { query: Uint8Array; k: number },
): [number, number][] {
  const wanted = floats(query)
  const found = scan(lines, bytes => apart(floats(bytes), 0, wanted), k)
  return found.map(([id, distance]) => [id, Math.sqrt(distance)])
}
