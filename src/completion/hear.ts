// Reads a provider's streamed answer, a piece for each read, whatever it holds and however it ends.

import { findEgress } from '../net/failure'
import type { ChatError } from '../utils/chat'
import { OversizedLine } from '../utils/lines'

/** What one read brought, checked. The last piece has a `fault`, or says that the answer is complete. */
export interface Piece<T> {
  items: T[]
  fault?: ChatError
  complete?: true
}

/** Turns bytes of one wire format into checked items. */
export interface Ear<T> {
  push(bytes: Uint8Array): Piece<T>
  /** The stream has ended; the fault says so when it ended too early. */
  end(): Piece<T>
  /** True once the format's own end has been read: whatever follows is no part of the answer. */
  readonly finished: boolean
}

/** Where a stream comes from and what may end it. */
export interface Hearing<T> {
  ending: AbortController
  /** Takes out of a provider's words what callers must not read. */
  veil(words: string): string
  /** Is told all that is heard, and how it ended. */
  tally: Tally<T>
}

/** Adds up what an answer takes. */
export interface Tally<T> {
  hear(items: T[]): void
  end(outcome: 'done' | 'stopped' | 'failed'): void
}

/**
 * The pieces of an answer at the reader's pace. Failures come as the last piece's `fault`, never as
 * exceptions; when `ending` ends the call, the pieces just end.
 */
export async function* hear<T>(
  body: ReadableStream<Uint8Array>,
  ear: Ear<T>,
  { ending, veil, tally }: Hearing<T>,
): AsyncGenerator<Piece<T>, void> {
  const reader = body.getReader()
  let open = true
  try {
    while (open && !ear.finished) {
      const { done, value } = await reader.read()
      open = !done
      const { items, fault } = done ? ear.end() : ear.push(value)
      tally.hear(items)
      if (fault) {
        tally.end('failed')
        return yield { items, fault: { ...fault, message: veil(fault.message) } }
      }
      if (done || ear.finished) {
        tally.end('done')
        yield { items, complete: true }
      } else if (items.length > 0) yield { items }
    }
  } catch (error) {
    if (!ending.signal.aborted) {
      tally.end('failed')
      yield { items: [], fault: faultOf(error) }
    }
  } finally {
    tally.end('stopped')
    if (open) void letGo(reader, ear.finished, ending)
  }
}

const GOODBYE_MS = 1000

/**
 * A body read to its end leaves its connection to the next call; one that goes on is cut. Cancelling
 * would wait for a read that is under way, aborting does not.
 */
async function letGo(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  finished: boolean,
  ending: AbortController,
): Promise<void> {
  if (!finished) return ending.abort()
  const late = setTimeout(() => ending.abort(), GOODBYE_MS)
  const { done } = await reader.read().catch(() => ({ done: true }))
  clearTimeout(late)
  if (!done) ending.abort()
}

/** A failure in the words of the OpenAI format. */
export const fault = (message: string): ChatError => ({
  message,
  type: 'server_error',
  code: null,
  param: null,
})

export const UNREADABLE = 'The provider sent something that is not part of an answer.'
export const CUT_OFF = 'The provider ended its answer too early.'

function faultOf(error: unknown): ChatError {
  if (error instanceof OversizedLine) return fault(UNREADABLE)
  const egress = findEgress(error)
  if (egress?.code === 'broken') return fault(CUT_OFF)
  return fault(egress ? `${egress.message}.` : 'The connection to the provider was lost.')
}
