// Hears Ollama's lines of JSON, as OpenAI's chunks or as lines of its own kind.
import { type AnswerOptions, answerStream } from '../ollama/answer'
import { readError } from '../openai/error'
import type { Chunk, Json } from '../utils/chat'
import { type NdjsonLine, ndjsonParser } from '../utils/ndjson'
import { CUT_OFF, type Ear, fault, type Piece, UNREADABLE } from './hear'

/** Ollama's stream in OpenAI's words. */
export function ollamaEar(options: AnswerOptions): Ear<Chunk> {
  const stream = answerStream(options)
  return lineEar(
    value => {
      const { chunks, error } = stream.push(value)
      return error ? { items: chunks, fault: error } : { items: chunks }
    },
    () => stream.done,
  )
}

/** One line of `/api/chat`, known keys alone. */
export interface Line {
  model: string
  created_at?: string
  message?: Record<string, Json>
  done: boolean
  [figure: string]: Json | undefined
}

/** Ollama's stream in its own words; the model is named as our caller knows it. */
export function nativeEar(model: string): Ear<Line> {
  let done = false
  return lineEar(
    value => {
      if (!isFields(value)) return { items: [] }
      if (value.error !== undefined) return { items: [], fault: readError(value) }
      done = value.done === true
      return { items: [readLine(value, model)] }
    },
    () => done,
  )
}

function lineEar<T>(read: (value: unknown) => Piece<T>, isDone: () => boolean): Ear<T> {
  const parser = ndjsonParser()
  const take = (lines: NdjsonLine[]): Piece<T> => {
    const items: T[] = []
    for (const line of lines) {
      if (isDone()) break
      if (!('value' in line)) return { items, fault: fault(UNREADABLE) }
      const piece = read(line.value)
      items.push(...piece.items)
      if (piece.fault) return { items, fault: piece.fault }
    }
    return { items }
  }
  return {
    push: bytes => take(parser.push(bytes)),
    end() {
      const piece = take(parser.end())
      return piece.fault || isDone() ? piece : { ...piece, fault: fault(CUT_OFF) }
    },
    get finished() {
      return isDone()
    },
  }
}

type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const FIGURES = [
  'total_duration',
  'load_duration',
  'prompt_eval_count',
  'prompt_eval_duration',
  'eval_count',
  'eval_duration',
]

/** Known keys of known types; the rest stays behind. */
export function readLine(value: Fields, model: string): Line {
  const line: Line = { model, done: value.done === true }
  if (typeof value.created_at === 'string') line.created_at = value.created_at
  if (isFields(value.message)) line.message = readMessage(value.message)
  if (typeof value.done_reason === 'string') line.done_reason = value.done_reason
  for (const name of FIGURES) if (typeof value[name] === 'number') line[name] = value[name]
  if (Array.isArray(value.context)) line.context = value.context.filter(n => typeof n === 'number')
  return line
}

function readMessage(value: Fields): Record<string, Json> {
  const message: Record<string, Json> = {}
  for (const name of ['role', 'content', 'thinking']) {
    const text = value[name]
    if (typeof text === 'string') message[name] = text
  }
  if (Array.isArray(value.images)) message.images = value.images.filter(i => typeof i === 'string')
  if (Array.isArray(value.tool_calls)) {
    message.tool_calls = value.tool_calls.filter(isFields).map(readCall)
  }
  return message
}

function readCall({ id, function: called }: Fields): Json {
  const { name, arguments: given } = Object(called) as Fields
  return {
    ...(typeof id === 'string' && { id }),
    function: {
      name: typeof name === 'string' ? name : '',
      // Parsed JSON already, of a line under its cap.
      arguments: isFields(given) ? (given as Record<string, Json>) : {},
    },
  }
}
