// Reads server-sent events from a streamed answer.

export interface StreamEvent {
  id: string
  data: string
}

/** Cuts a stream of text into events; feed it pieces as they come. */
export class EventReader {
  private rest = ''
  private id = ''
  private data: string[] = []

  /** The events a piece completes. Comments, names and unknown fields are passed over. */
  feed(piece: string): StreamEvent[] {
    const events: StreamEvent[] = []
    const lines = (this.rest + piece).split('\n')
    this.rest = lines.pop() ?? ''
    for (const line of lines) this.take(line.endsWith('\r') ? line.slice(0, -1) : line, events)
    return events
  }

  private take(line: string, events: StreamEvent[]): void {
    if (line === '') {
      if (this.data.length) events.push({ id: this.id, data: this.data.join('\n') })
      this.data = []
      return
    }
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (field === 'data') this.data.push(value)
    if (field === 'id') this.id = value
  }
}

/** Reads a response to its end, handing each event over as it comes. */
export const readEvents = async (
  response: Response,
  take: (event: StreamEvent) => void,
): Promise<void> => {
  if (!response.body) return
  const reader = new EventReader()
  const pieces = response.body.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const { done, value } = await pieces.read()
    if (done) return
    for (const event of reader.feed(value)) take(event)
  }
}
