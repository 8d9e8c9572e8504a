// One call to whatever stands behind a model; what comes back speaks OpenAI, or Ollama where that was asked for.
import type { Principal } from '../auth/principal'
import type { House } from '../config/house'
import { toCompletion } from '../ollama/answer'
import * as Ollama from '../ollama/client'
import * as OpenAI from '../openai/client'
import { readError } from '../openai/error'
import type { ChatError, Chunk, Completion } from '../utils/chat'
import { Refusal } from '../utils/refusal'
import { discreet } from '../webui/connections/failure'
import { type Line, nativeEar, ollamaEar, readLine } from './ear-ollama'
import { asChunk, type Head, openaiEar, wholeOpenAI } from './ear-openai'
import { type Ear, type Hearing, hear, type Piece, UNREADABLE } from './hear'
import type { FoundModel } from './models'
import { asOllama, type Fields, forOllama, forOpenAI } from './prepare'
import { look, nonsense, readText } from './whole'

/** Who asks which model. `ending` ends the call, and is used up when its stream has ended. */
export interface Call {
  house: House
  me: Principal
  found: FoundModel
  ending: AbortController
}

export type Stream<T> = AsyncGenerator<Piece<T>, void>

/** The answer piece by piece. Throws Refusal when the provider refuses, cannot be reached or makes no sense. */
export async function stream(call: Call, body: Fields): Promise<Stream<Chunk>> {
  const { found } = call
  if (found.connection.kind === 'openai') return streamOpenAI(call, body)
  const includeUsage = Object(body.stream_options).include_usage === true
  const response = await post(call, Ollama.chat, asOllama({ ...body, stream: true }, call))
  return openLines(response, call, ollamaEar({ model: found.id, includeUsage }))
}

/** The whole answer. Throws Refusal as `stream` does. */
export async function complete(call: Call, body: Fields): Promise<Completion> {
  const { found } = call
  if (found.connection.kind === 'openai') return completeOpenAI(call, body)
  const response = await post(call, Ollama.chat, asOllama({ ...body, stream: false }, call))
  return whole(call, await textOf(call, response), text =>
    toCompletion(parseAnswer(text), { model: found.id }),
  )
}

/** An answer of `/v1/chat/completions`, Ollama's own included. */
export async function streamOpenAI(call: Call, body: Fields): Promise<Stream<Chunk>> {
  const response = await post(call, sender(call), forOpenAI({ ...body, stream: true }, call))
  return openEvents(response, call)
}

export async function completeOpenAI(call: Call, body: Fields): Promise<Completion> {
  const { stream: _, stream_options: __, ...plain } = body
  const response = await post(call, sender(call), forOpenAI({ ...plain, stream: false }, call))
  return whole(call, await textOf(call, response), text => wholeOpenAI(text, headOf(call)))
}

/** An answer of Ollama's `/api/chat` in its own words. */
export async function streamNative(call: Call, body: Fields): Promise<Stream<Line>> {
  const response = await post(call, Ollama.chat, forOllama({ ...body, stream: true }, call))
  return openLines(response, call, nativeEar(call.found.id))
}

export async function completeNative(call: Call, body: Fields): Promise<Line> {
  const response = await post(call, Ollama.chat, forOllama({ ...body, stream: false }, call))
  const { line } = read<{ line: Line }>(call, await textOf(call, response), text => {
    const value = parseAnswer(text)
    return value.error === undefined
      ? { line: readLine(value, call.found.id) }
      : { error: readError(value) }
  })
  return line
}

/** What Ollama answers; throws when it is neither a message nor an error. */
function parseAnswer(text: string): Fields {
  const value = Object(JSON.parse(text))
  if (typeof value.message === 'object' || value.error !== undefined) return value
  throw new SyntaxError(UNREADABLE)
}

type Send = typeof Ollama.chat | typeof OpenAI.chat

const sender = ({ found }: Call): Send =>
  found.connection.kind === 'openai' ? OpenAI.chat : Ollama.chatAsOpenAI

/** A caller who has left is told nothing; 499 is for the log. */
async function post(call: Call, send: Send, body: Fields): Promise<Response> {
  const { house, me, found, ending } = call
  const { signal } = ending
  return send(house, found.connection, body, { signal, me }).catch(error => {
    throw signal.aborted ? left() : error
  })
}

export const left = (): Refusal => new Refusal(499, 'The caller has left.')

const headOf = ({ found }: Call): Head => ({
  id: `chatcmpl-${crypto.randomUUID()}`,
  model: found.id,
})

const hearing = ({ found, ending }: Call): Hearing => ({
  ending,
  veil: words => discreet(words, found.connection),
})

async function openEvents(response: Response, call: Call): Promise<Stream<Chunk>> {
  const head = headOf(call)
  if (claims(response, 'text/event-stream')) {
    return hear(bodyOf(response), openaiEar(head), hearing(call))
  }
  const { looks, body } = await look(bodyOf(response))
  if (looks === 'page') throw await refusePage(body)
  if (looks === 'stream') return hear(body, openaiEar(head), hearing(call))
  const text = await readText(body, call.ending.signal)
  return once(asChunk(whole(call, text, () => wholeOpenAI(text, head))))
}

async function openLines<T>(response: Response, call: Call, ear: Ear<T>): Promise<Stream<T>> {
  if (claims(response, 'application/x-ndjson')) {
    return hear(bodyOf(response), ear, hearing(call))
  }
  const { looks, body } = await look(bodyOf(response))
  if (looks === 'page') throw await refusePage(body)
  return hear(body, ear, hearing(call))
}

async function* once<T>(item: T): Stream<T> {
  yield { items: [item], complete: true }
}

const claims = (response: Response, type: string): boolean =>
  response.headers.get('content-type')?.toLowerCase().startsWith(type) === true

function bodyOf({ body }: Response): ReadableStream<Uint8Array> {
  if (!body) throw nonsense('The provider sent an empty answer.')
  return body
}

async function refusePage(body: ReadableStream): Promise<Refusal> {
  await body.cancel().catch(() => undefined)
  return nonsense('The provider sent a web page in place of an answer.')
}

const textOf = async ({ ending }: Call, { body }: Response): Promise<string> =>
  readText(body, ending.signal).catch(error => {
    throw ending.signal.aborted ? left() : error
  })

type Whole = { completion: Completion } | { error: ChatError }

const whole = (call: Call, text: string, reader: (text: string) => Whole): Completion =>
  read(call, text, reader).completion

/** What a reader makes of a text; its errors, and text that is no JSON, are refusals. */
function read<T extends object>(
  { found }: Call,
  text: string,
  reader: (text: string) => T | { error: ChatError },
): T {
  const said = attempt(text, reader)
  if (said === undefined) throw nonsense(UNREADABLE)
  if (!('error' in said)) return said
  throw nonsense(discreet(said.error.message, found.connection))
}

function attempt<T>(text: string, reader: (text: string) => T): T | undefined {
  try {
    return reader(text)
  } catch {
    return undefined
  }
}
