// A passed-on stream that breaks off says so in its own format, instead of only ending.
import { findEgress } from '../../net/failure'
import { writeNdjson } from '../../utils/ndjson'
import { sseJson } from '../../utils/sse'

/** By content type; a plain answer has no place for it. */
const FORMATS: [RegExp, (message: string) => string][] = [
  [/^application\/x-ndjson/i, message => writeNdjson({ error: message, detail: message })],
  [/^text\/event-stream/i, message => sseJson({ error: failure(message), detail: message })],
]

const failure = (message: string) => ({ message, type: 'server_error', code: null, param: null })

const LINE_END = 10
const encoder = new TextEncoder()

/** The same bytes, and why there are no more of them if they break off. */
export function outspoken(body: ReadableStream<Uint8Array>, type: string): typeof body {
  const say = FORMATS.find(([pattern]) => pattern.test(type))?.[1]
  if (!say) return body
  const reader = body.getReader()
  let isWhole = true
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read().catch((error: unknown) => {
          const opening = isWhole ? '' : '\n\n'
          controller.enqueue(encoder.encode(opening + say(reasonOf(error))))
          return { done: true as const, value: undefined }
        })
        if (done) return controller.close()
        isWhole = value.at(-1) === LINE_END
        controller.enqueue(value)
      },
      cancel: reason => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}

function reasonOf(error: unknown): string {
  const egress = findEgress(error)
  if (egress?.code === 'broken') return 'The provider ended its answer too early.'
  return egress ? `${egress.message}.` : 'The connection to the provider was lost.'
}
