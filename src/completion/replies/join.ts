// A reply's events as a stream that any number of clients can join.
import { sseJson } from '../../utils/sse'
import type { MessageRow } from '../../webui/chats/table'
import { toMessage } from '../../webui/chats/wire'
import type { ReplyEvent } from './schema'
import type { Transcript } from './transcript'

/** Below the time after which proxies, and our own server, give up on a silent line. */
const PULSE_MS = 15_000
const PULSE = ': \n\n'

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache',
  'x-accel-buffering': 'no',
}

const eventText = (number: number, event: ReplyEvent): string => `id: ${number}\n${sseJson(event)}`

/**
 * What the reply said after that event, and what it says from now on. A reader who takes nothing
 * holds nothing but his place: what he missed is gathered when he reads on.
 */
export function join(transcript: Transcript, after: number | undefined): Response {
  const encoder = new TextEncoder()
  let place = after
  let gone = false
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        while (!gone) {
          const events = transcript.since(place)
          const text = events.map(([number, event]) => eventText(number, event)).join('')
          place = events.at(-1)?.[0] ?? place
          if (text) controller.enqueue(encoder.encode(text))
          if (transcript.end) return controller.close()
          if (text) return
          if (await isQuiet(transcript)) return controller.enqueue(encoder.encode(PULSE))
        }
      },
      cancel() {
        gone = true
      },
    },
    { highWaterMark: 1 },
  )
  return new Response(body, { headers: HEADERS })
}

/** Waits for the next event; true when none came for so long that a sign of life is due. */
async function isQuiet({ changed }: Transcript): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<true>()
  const timer = setTimeout(() => resolve(true), PULSE_MS)
  const quiet = await Promise.race([promise, changed])
  clearTimeout(timer)
  return quiet === true
}

/** The events of a reply that is only in the database any more. */
export function recall(row: MessageRow): Response {
  const state = row.state === 'running' ? 'interrupted' : row.state
  const { content, reasoning } = row
  const message = { ...toMessage(row), state }
  const { error } = row.data as { error?: { content: string; code?: number | string } }
  const text =
    eventText(0, { type: 'snapshot', content, reasoning: reasoning ?? '', state }) +
    eventText(1, { type: 'done', state, ...(error && { error }), message })
  return new Response(text, { headers: HEADERS })
}
