// Bounds of one outside call: how long it may be silent, how long it may last, how much it may bring.
import { EgressError } from './failure'

/** 0 means no bound. */
export interface Limits {
  /** Milliseconds until the headers are there, connecting included. */
  headers: number
  /** Milliseconds between two pieces of the body; the reader's own pauses do not count. */
  idle: number
  /** Milliseconds for everything. */
  deadline: number
  /** Bytes of the body, counted as they arrive and again after decompression. */
  bytes: number
  /** A body whose stated length is at most this is read before the answer is given: a stream would cost more than it. */
  atOnce: number
}

/** One call on its leash: `signal` ends it, for whatever reason. */
export interface Leash {
  readonly signal: AbortSignal
  /** The headers are there. */
  arrived(): void
  /** The pieces of a body, watched. Ending the iteration early ends the call. */
  pieces(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void>
  /** A body as one piece, watched as such. */
  whole(response: Response): Promise<ArrayBuffer>
  /** Nothing more will come: timers and listeners go. */
  release(): void
}

export function leash(limits: Limits, caller?: AbortSignal | null): Leash {
  const ending = new AbortController()
  const after = (ms: number, what: string) =>
    ms > 0
      ? setTimeout(() => ending.abort(new EgressError('timeout', `${what} took too long`)), ms)
      : undefined
  const deadline = after(limits.deadline, 'The answer')
  const headers = after(limits.headers, 'The first byte')
  const leave = (): void => ending.abort(caller?.reason)
  if (caller?.aborted) leave()
  else caller?.addEventListener('abort', leave, { once: true })

  const release = (): void => {
    clearTimeout(deadline)
    clearTimeout(headers)
    caller?.removeEventListener('abort', leave)
  }

  async function* pieces(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
    const reader = body.getReader()
    let finished = false
    try {
      for (;;) {
        const idle = after(limits.idle, 'The next piece')
        const { done, value } = await reader
          .read()
          .catch(cause => Promise.reject(endOf(ending.signal, cause)))
          .finally(() => clearTimeout(idle))
        if (done) break
        yield value
      }
      finished = true
    } finally {
      release()
      // Cancelling closes the socket; a body read to its end leaves it to the pool.
      if (!finished) await reader.cancel().catch(() => undefined)
    }
  }

  async function whole(response: Response): Promise<ArrayBuffer> {
    const idle = after(limits.idle, 'The next piece')
    try {
      return await response.arrayBuffer()
    } catch (cause) {
      throw endOf(ending.signal, cause)
    } finally {
      clearTimeout(idle)
      release()
    }
  }

  return { signal: ending.signal, arrived: () => clearTimeout(headers), pieces, whole, release }
}

const endOf = (signal: AbortSignal, cause: unknown): unknown =>
  signal.aborted ? signal.reason : new EgressError('broken', 'The answer was cut off', { cause })

/** Passes pieces on until they are more than `bytes` together. @throws EgressError `too-large` */
export async function* capped(
  pieces: AsyncIterable<Uint8Array>,
  bytes: number,
): AsyncGenerator<Uint8Array, void> {
  let seen = 0
  for await (const piece of pieces) {
    seen += piece.byteLength
    if (bytes > 0 && seen > bytes) {
      throw new EgressError('too-large', `The answer is larger than ${bytes} bytes`)
    }
    yield piece
  }
}
