// Server-sent events, read and written.
import { type LineCutter, lineCutter, longestLine, OversizedLine } from './lines'

export interface SseEvent {
  /** The lines of the event's data, joined. */
  data: string
  event?: string
  id?: string
}

export interface SseParser {
  /** The events that these bytes complete. @throws OversizedLine */
  push(bytes: Uint8Array): SseEvent[]
  /** The last event, when the stream ends without the blank line after it, as many servers leave it. */
  end(): SseEvent[]
}

/** Reads events from bytes that may be cut anywhere, inside a character too. `most` caps a line and an event's data. */
export function sseParser(most = longestLine): SseParser {
  const lines: LineCutter = lineCutter(most)
  let data: string[] = []
  let length = 0
  let fields: { event?: string; id?: string } = {}

  const flush = (events: SseEvent[]): void => {
    if (data.length > 0) events.push({ data: data.join('\n'), ...fields })
    data = []
    length = 0
    fields = {}
  }
  const take = (line: string): void => {
    const colon = line.indexOf(':')
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (name === 'event' || name === 'id') fields[name] = value
    if (name !== 'data') return
    length += value.length + 1
    if (length > most + 1) throw new OversizedLine(most)
    data.push(value)
  }
  // One list for all lines: this runs once a token.
  const read = (found: string[]): SseEvent[] => {
    const events: SseEvent[] = []
    for (const line of found) {
      if (line === '') flush(events)
      else take(line)
    }
    return events
  }

  return {
    push: bytes => read(lines.push(bytes)),
    end() {
      const events = read(lines.end())
      flush(events)
      return events
    },
  }
}

/** The events of a body as they arrive; leaving the loop cancels the body. @throws OversizedLine */
export async function* readSse(
  body: ReadableStream<Uint8Array>,
  most?: number,
): AsyncGenerator<SseEvent, void> {
  const parser = sseParser(most)
  for await (const bytes of body) yield* parser.push(bytes)
  yield* parser.end()
}

/** One event as text. Line ends inside the data become lines of their own, so that no data can forge an event. */
export function writeSse({ data, event, id }: SseEvent): string {
  const head = (name: string, value?: string): string =>
    value === undefined ? '' : `${name}: ${value.replace(/[\r\n]+/g, ' ')}\n`
  const body = /[\r\n]/.test(data) ? data.split(/\r\n|\r|\n/).join('\ndata: ') : data
  return `${head('event', event)}${head('id', id)}data: ${body}\n\n`
}

/** One event that carries a value as JSON. */
export const sseJson = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`

/** The end of an OpenAI stream. */
export const sseDone = 'data: [DONE]\n\n'
