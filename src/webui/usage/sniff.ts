// Measures an answer that is only passed on: looks for the figures at its ends and leaves its bytes alone.
import type { Meter, Metered } from './meter'

/** Figures stand first or, mostly, last. */
const EDGE = 16_384

/** The same answer; the meter ends with its body, however that ends. */
export function sniffed({ response, meter }: Metered): Response {
  const { body } = response
  if (!body) {
    meter.end('done')
    return response
  }
  const text = /json|text/.test(response.headers.get('content-type') ?? '')
  return new Response(watched(body, text ? new Edges() : undefined, meter), response)
}

function watched(
  body: ReadableStream<Uint8Array>,
  edges: Edges | undefined,
  meter: Meter,
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  const end = (outcome: 'done' | 'stopped' | 'failed') => {
    edges?.tell(meter)
    meter.end(outcome)
  }
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read().catch(error => {
          end('failed')
          throw error
        })
        if (done) {
          end('done')
          return controller.close()
        }
        edges?.push(value)
        controller.enqueue(value)
      },
      async cancel(reason) {
        end('stopped')
        await reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}

/** The beginning and the end of a text, as bytes. */
class Edges {
  #head = new Uint8Array()
  #tail: Uint8Array[] = []
  #tailSize = 0
  #events = 0

  push(bytes: Uint8Array): void {
    if (this.#head.length < EDGE) {
      this.#head = Buffer.concat([this.#head, bytes.subarray(0, EDGE - this.#head.length)])
    }
    this.#events++
    this.#tail.push(bytes.subarray(-EDGE))
    this.#tailSize += Math.min(bytes.length, EDGE)
    while (this.#tailSize - (this.#tail[0]?.length ?? 0) >= EDGE) {
      this.#tailSize -= this.#tail.shift()?.length ?? 0
    }
  }

  /** Tells the figures; without any, an answer in pieces has about a token a piece. */
  tell(meter: Meter): void {
    const tail = Buffer.concat(this.#tail).toString()
    const figures = figuresIn(tail) ?? figuresIn(Buffer.from(this.#head).toString())
    if (figures) meter.count(figures)
    else if (this.#events > 2) meter.heard.add(' '.repeat(this.#events * 4))
  }
}

/** OpenAI's words, those of its newer endpoints, and Ollama's. */
const PROMPT = /"(?:prompt_tokens|input_tokens|prompt_eval_count)"\s*:\s*(\d{1,12})/g
const COMPLETION = /"(?:completion_tokens|output_tokens|eval_count)"\s*:\s*(\d{1,12})/g

function figuresIn(text: string) {
  const prompt = last(text, PROMPT)
  const completion = last(text, COMPLETION)
  if (prompt === undefined && completion === undefined) return undefined
  return { prompt_tokens: prompt ?? 0, completion_tokens: completion ?? 0 }
}

/** Inside a text of the answer its quotes would be escaped, so this is no word of the model's. */
function last(text: string, pattern: RegExp): number | undefined {
  const found = [...text.matchAll(pattern)].at(-1)?.[1]
  return found === undefined ? undefined : Number(found)
}
