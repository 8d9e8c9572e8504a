// Hears the event stream of an OpenAI-style server; also the one JSON document that some send instead.
import { type Heard, readChunk, readCompletion } from '../openai/chunk'
import type { ChatError, Chunk, Completion } from '../utils/chat'
import { type SseEvent, sseParser } from '../utils/sse'
import { CUT_OFF, type Ear, fault, type Piece, UNREADABLE } from './hear'

/** Stand-ins where the provider names no id or model. */
export interface Head {
  id: string
  model: string
}

const DONE = '[DONE]'

export function openaiEar(head: Head): Ear<Chunk> {
  const parser = sseParser()
  let finished = false
  let complete = false

  const take = (events: SseEvent[]): Piece<Chunk> => {
    const items: Chunk[] = []
    for (const { data } of events) {
      if (data === '') continue
      if (data === DONE) {
        finished = true
        break
      }
      const heard = parse(data, head)
      if (heard && 'error' in heard) return { items, fault: heard.error }
      if (!heard) continue
      complete ||= heard.chunk.choices.some(choice => choice.finish_reason !== null)
      items.push(heard.chunk)
    }
    return { items }
  }

  return {
    push: bytes => take(parser.push(bytes)),
    end() {
      const piece = take(parser.end())
      if (piece.fault || finished || complete) return piece
      return { ...piece, fault: fault(CUT_OFF) }
    },
    get finished() {
      return finished
    },
  }
}

function parse(data: string, head: Head): Heard {
  try {
    return readChunk(JSON.parse(data), head)
  } catch {
    return { error: fault(UNREADABLE) }
  }
}

/** A whole answer, read from its text. */
export function wholeOpenAI(
  text: string,
  head: Head,
): { completion: Completion } | { error: ChatError } {
  try {
    return readCompletion(JSON.parse(text), head)
  } catch {
    return { error: fault(UNREADABLE) }
  }
}

/** The stream that a whole answer would have been. */
export function asChunk({ choices, ...common }: Completion): Chunk {
  return {
    ...common,
    object: 'chat.completion.chunk',
    choices: choices.map(({ message, ...choice }) => ({
      ...choice,
      finish_reason: choice.finish_reason ?? 'stop',
      delta: message,
    })),
  }
}
