// Answers to our callers: streams at their pace, that end with them.

import type { ChatError, Chunk } from '../utils/chat'
import { writeNdjson } from '../utils/ndjson'
import { sseDone, sseJson } from '../utils/sse'
import type { Line } from './ear-ollama'
import type { Stream } from './provider'
import type { Preface } from './sources/schema'

/** A caller that takes nothing for so long is let go, and the provider with him. */
const STALLED_MS = 120_000

const encoder = new TextEncoder()

const HEADERS = { 'cache-control': 'no-cache', 'x-accel-buffering': 'no' }

/** An answer as OpenAI streams it, behind its sources where it has some. `ending` stops the provider when the caller leaves. */
export const asEvents = (
  stream: Stream<Chunk>,
  ending: AbortController,
  preface?: Preface,
): Response => streamed(events(stream, preface), 'text/event-stream; charset=utf-8', ending)

/** An answer as Ollama streams it. */
export const asLines = (
  stream: Stream<Line>,
  ending: AbortController,
  preface?: Preface,
): Response => streamed(lines(stream, preface), 'application/x-ndjson', ending)

/** Why a stream ended early, in the words of both kinds of client. */
const failure = (error: ChatError) => ({ error, detail: error.message })

async function* events(stream: Stream<Chunk>, preface?: Preface): AsyncGenerator<string, void> {
  if (preface) yield sseJson(preface)
  for await (const { items, fault, complete } of stream) {
    let text = ''
    for (const item of items) text += sseJson(item)
    if (fault) text += sseJson(failure(fault))
    yield complete ? text + sseDone : text
  }
}

async function* lines(stream: Stream<Line>, preface?: Preface): AsyncGenerator<string, void> {
  if (preface) yield writeNdjson(preface)
  for await (const { items, fault } of stream) {
    let text = ''
    for (const item of items) text += writeNdjson(item)
    if (fault) text += writeNdjson({ error: fault.message, detail: fault.message })
    if (text) yield text
  }
}

/** One read of the provider becomes one write; nothing is read while nothing is taken. */
function streamed(
  texts: AsyncGenerator<string, void>,
  type: string,
  ending: AbortController,
): Response {
  let stalled: Timer | undefined
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        clearTimeout(stalled)
        const { done, value } = await texts.next()
        if (done) return controller.close()
        controller.enqueue(encoder.encode(value))
        stalled = setTimeout(() => {
          ending.abort()
          controller.error(new Error('The caller takes nothing'))
        }, STALLED_MS)
      },
      async cancel() {
        clearTimeout(stalled)
        ending.abort()
        await texts.return()
      },
    },
    { highWaterMark: 1 },
  )
  return new Response(body, { headers: { ...HEADERS, 'content-type': type } })
}
