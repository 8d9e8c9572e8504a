// Reads a provider's unstreamed answer, under a cap.

import { findEgress } from '../net/failure'
import { Refusal } from '../utils/refusal'

/** An answer with images inside still fits. */
const MOST = 64 * 1024 ** 2

/** The provider answered, but not as a model server does. */
export const nonsense = (reason: string): Refusal => new Refusal(502, reason)

/** The text of an answer. Throws Refusal 502 when it is too long or breaks off, `signal`'s reason when ended by it. */
export async function textOf(response: Response, signal: AbortSignal): Promise<string> {
  const length = Number(response.headers.get('content-length') ?? Number.NaN)
  if (length <= MOST) return response.text().catch(error => broken(error, signal))
  return response.body ? piecewise(response.body, signal) : ''
}

/** Nobody has stated how long it will be. */
async function piecewise(body: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return text + decoder.decode()
      text += decoder.decode(value, { stream: true })
      if (text.length > MOST) break
    }
  } catch (error) {
    broken(error, signal)
  }
  void reader.cancel().catch(() => undefined)
  throw nonsense(`The provider's answer is longer than ${MOST} bytes.`)
}

function broken(error: unknown, signal: AbortSignal): never {
  if (signal.aborted) throw signal.reason
  const reason = findEgress(error)?.message ?? 'The connection to the provider was lost'
  throw nonsense(`${reason}.`)
}

/** What the beginning of a body says it is. */
export type Looks = 'document' | 'page' | 'stream'

/** Looks at the first bytes, whatever the content type claims; `body` holds them still. */
export async function look(
  body: ReadableStream<Uint8Array>,
): Promise<{ looks: Looks; body: ReadableStream<Uint8Array> }> {
  const reader = body.getReader()
  const first = await reader.read().catch((error: unknown) => ({ failed: error }))
  const whole = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        if ('failed' in first) controller.error(first.failed)
        else if (first.done) controller.close()
        else controller.enqueue(first.value)
      },
      async pull(controller) {
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: reason => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
  const opening = 'value' in first ? new TextDecoder().decode(first.value?.subarray(0, 64)) : ''
  return { looks: kindOf(opening.trimStart()[0]), body: whole }
}

function kindOf(first: string | undefined): Looks {
  if (first === '{' || first === '[') return 'document'
  return first === '<' ? 'page' : 'stream'
}
