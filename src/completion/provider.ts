// One call to whatever stands behind a model; what comes back speaks OpenAI, or Ollama where that was asked for.
// Every completion of Hearth passes here, and is measured here.
import type { Principal } from '../auth/principal'
import type { House } from '../config/house'
import { toCompletion } from '../ollama/answer'
import * as Ollama from '../ollama/client'
import * as OpenAI from '../openai/client'
import { readError } from '../openai/error'
import type { ChatError, Chunk, Completion } from '../utils/chat'
import { Refusal } from '../utils/refusal'
import { discreet, quoting } from '../webui/connections/failure'
import { type Meter, type Metered, metered } from '../webui/usage/meter'
import type { Kind } from '../webui/usage/table'
import { type Line, nativeEar, ollamaEar, readLine } from './ear-ollama'
import { asChunk, type Head, openaiEar, wholeOpenAI } from './ear-openai'
import { type Ear, type Hearing, hear, type Piece, type Tally, UNREADABLE } from './hear'
import { heardChunks, heardCompletion, heardLines, isKnownToCount } from './measured'
import type { FoundModel } from './models'
import { asOllama, type Fields, forOllama, forOpenAI } from './prepare'
import { look, nonsense, textOf } from './whole'

/** Who asks which model. `ending` ends the call, and is used up when its stream has ended. */
export interface Call {
  house: House
  me: Principal
  found: FoundModel
  ending: AbortController
  /** What it counts as; `chat` unless said. */
  kind?: Kind
}

export type Stream<T> = AsyncGenerator<Piece<T>, void>

/** The answer piece by piece. Throws Refusal when the provider refuses, cannot be reached or makes no sense. */
export async function stream(call: Call, body: Fields): Promise<Stream<Chunk>> {
  const { found } = call
  if (found.connection.kind === 'openai') return streamOpenAI(call, body)
  const includeUsage = Object(body.stream_options).include_usage === true
  const sent = await post(call, Ollama.chat, asOllama({ ...body, stream: true }, call))
  return openLines(sent, call, ollamaEar({ model: found.id, includeUsage }), heardChunks)
}

/** The whole answer. Throws Refusal as `stream` does. */
export async function complete(call: Call, body: Fields): Promise<Completion> {
  const { found } = call
  if (found.connection.kind === 'openai') return completeOpenAI(call, body)
  const sent = await post(call, Ollama.chat, asOllama({ ...body, stream: false }, call))
  return whole(call, sent, text => toCompletion(parseAnswer(text), { model: found.id }))
}

/** An answer of `/v1/chat/completions`, Ollama's own included. */
export async function streamOpenAI(call: Call, body: Fields): Promise<Stream<Chunk>> {
  const asked = Object(body.stream_options).include_usage === true
  const secret = !asked && isKnownToCount(call.found)
  const options = { stream_options: { ...Object(body.stream_options), include_usage: true } }
  const said = forOpenAI({ ...body, stream: true, ...(secret && options) }, call)
  const sent = await post(call, sender(call), said)
  return openEvents(sent, call, heardChunks(sent.meter, { found: call.found, asked, secret }))
}

export async function completeOpenAI(call: Call, body: Fields): Promise<Completion> {
  const { stream: _, stream_options: __, ...plain } = body
  const sent = await post(call, sender(call), forOpenAI({ ...plain, stream: false }, call))
  return whole(call, sent, text => wholeOpenAI(text, headOf(call)))
}

/** An answer of Ollama's `/api/chat` in its own words. */
export async function streamNative(call: Call, body: Fields): Promise<Stream<Line>> {
  const sent = await post(call, Ollama.chat, forOllama({ ...body, stream: true }, call))
  return openLines(sent, call, nativeEar(call.found.id), heardLines)
}

export async function completeNative(call: Call, body: Fields): Promise<Line> {
  const sent = await post(call, Ollama.chat, forOllama({ ...body, stream: false }, call))
  return ended(call, sent, async () => {
    const { line } = read<{ line: Line }>(call, await heard(call, sent.response), text => {
      const value = parseAnswer(text)
      return value.error === undefined
        ? { line: readLine(value, call.found.id) }
        : { error: readError(value) }
    })
    heardLines(sent.meter).hear([line])
    return line
  })
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

/** A caller who has left is told nothing; 499 is for the log. Throws 429 when a budget is used up. */
async function post(call: Call, send: Send, body: Fields): Promise<Metered> {
  const { house, me, found, ending, kind = 'chat' } = call
  const { signal } = ending
  const asking = { me, model: found.id, connection: found.connection, kind }
  const ask = () => send(house, found.connection, body, { signal, me })
  return metered(house, asking, body, signal, ask).catch(error => {
    throw signal.aborted ? left() : error
  })
}

/** Ends the measuring with the work, however that ends. */
async function ended<T>({ ending }: Call, { meter }: Metered, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work()
    meter.end('done')
    return result
  } finally {
    meter.end(ending.signal.aborted ? 'stopped' : 'failed')
  }
}

/** A stream that nobody begins to read has no other end than its caller's leaving. */
const endWith = ({ ending }: Call, { meter }: Metered): void =>
  ending.signal.addEventListener('abort', () => meter.end('stopped'), { once: true })

export const left = (): Refusal => new Refusal(499, 'The caller has left.')

const headOf = ({ found }: Call): Head => ({
  id: `chatcmpl-${crypto.randomUUID()}`,
  model: found.id,
})

const hearing = <T>({ found, ending }: Call, tally: Tally<T>): Hearing<T> => ({
  ending,
  veil: words => discreet(words, found.connection),
  tally,
})

async function openEvents(sent: Metered, call: Call, tally: Tally<Chunk>): Promise<Stream<Chunk>> {
  const { response, meter } = sent
  const head = headOf(call)
  endWith(call, sent)
  if (claims(response, 'text/event-stream')) {
    return hear(bodyOf(sent), openaiEar(head), hearing(call, tally))
  }
  const { looks, body } = await look(bodyOf(sent))
  if (looks === 'page') throw await refusePage(sent, body)
  if (looks === 'stream') return hear(body, openaiEar(head), hearing(call, tally))
  const answer = { response: new Response(body), meter }
  return once(asChunk(await whole(call, answer, text => wholeOpenAI(text, head))))
}

async function openLines<T>(
  sent: Metered,
  call: Call,
  ear: Ear<T>,
  tally: (meter: Meter) => Tally<T>,
): Promise<Stream<T>> {
  const { response, meter } = sent
  endWith(call, sent)
  if (claims(response, 'application/x-ndjson')) {
    return hear(bodyOf(sent), ear, hearing(call, tally(meter)))
  }
  const { looks, body } = await look(bodyOf(sent))
  if (looks === 'page') throw await refusePage(sent, body)
  return hear(body, ear, hearing(call, tally(meter)))
}

async function* once<T>(item: T): Stream<T> {
  yield { items: [item], complete: true }
}

const claims = (response: Response, type: string): boolean =>
  response.headers.get('content-type')?.toLowerCase().startsWith(type) === true

function bodyOf({ response, meter }: Metered): ReadableStream<Uint8Array> {
  if (response.body) return response.body
  meter.end('failed')
  throw nonsense('The provider sent an empty answer.')
}

async function refusePage({ meter }: Metered, body: ReadableStream): Promise<Refusal> {
  meter.end('failed')
  await body.cancel().catch(() => undefined)
  return nonsense('The provider sent a web page in place of an answer.')
}

const heard = async ({ ending }: Call, response: Response): Promise<string> =>
  textOf(response, ending.signal).catch(error => {
    throw ending.signal.aborted ? left() : error
  })

type Whole = { completion: Completion } | { error: ChatError }

const whole = (call: Call, sent: Metered, reader: (text: string) => Whole): Promise<Completion> =>
  ended(call, sent, async () => {
    const { completion } = read(call, await heard(call, sent.response), reader)
    heardCompletion(sent.meter, completion)
    return completion
  })

/** What a reader makes of a text; its errors, and text that is no JSON, are refusals. */
function read<T extends object>(
  { found }: Call,
  text: string,
  reader: (text: string) => T | { error: ChatError },
): T {
  const said = attempt(text, reader)
  if (said === undefined) throw nonsense(UNREADABLE)
  if (!('error' in said)) return said
  throw quoting(nonsense(discreet(said.error.message, found.connection)))
}

function attempt<T>(text: string, reader: (text: string) => T): T | undefined {
  try {
    return reader(text)
  } catch {
    return undefined
  }
}
