// What a running reply has said so far, as numbered events that can be joined at any point.
import type { ReplyEnd, ReplyEvent } from './schema'

interface Said {
  event: number
  type: 'content' | 'reasoning'
  text: string
}

interface Noted {
  event: number
  data: ReplyEvent
}

/** What is said beside the text. */
type Fact = Extract<ReplyEvent, { type: 'usage' | 'title' | 'status' | 'sources' }>

/** An event and its number; the number of the last one is what a client joins after. */
export type Numbered = [number: number, event: ReplyEvent]

/** Pieces kept for joiners; who is further behind gets a snapshot. */
const KEPT = 4096

/**
 * Numbers rise over continuations and restarts, since they begin with the time: a client that comes
 * back with a number from an earlier life of the reply never reads on in the wrong place.
 */
export class Transcript {
  content: string
  reasoning: string
  #event: number
  #first: number
  #said: Said[] = []
  #noted = new Map<Fact['type'], Noted>()
  #end: ReplyEnd | undefined
  #change = Promise.withResolvers<void>()

  constructor(content = '', reasoning = '', now = Date.now()) {
    this.content = content
    this.reasoning = reasoning
    this.#event = now
    this.#first = now
  }

  /** The number of the newest event. */
  get event(): number {
    return this.#event
  }

  get end(): ReplyEnd | undefined {
    return this.#end
  }

  /** Characters so far. */
  get length(): number {
    return this.content.length + this.reasoning.length
  }

  /** Resolves at the next event. */
  get changed(): Promise<void> {
    return this.#change.promise
  }

  say(type: 'content' | 'reasoning', text: string): void {
    if (text === '') return
    this[type] += text
    this.#said.push({ event: ++this.#event, type, text })
    if (this.#said.length > KEPT) this.#forget()
    this.#tell()
  }

  /** A fact that replaces the one before. */
  note(data: Fact): void {
    this.#noted.set(data.type, { event: ++this.#event, data })
    this.#tell()
  }

  /** The last event; nothing may follow it. */
  finish(end: ReplyEnd): void {
    this.#end = end
    this.#event++
    this.#tell()
  }

  /** The events after that number; a snapshot of everything when the number is none we can go on from. */
  since(after: number | undefined): Numbered[] {
    const known = after !== undefined && after >= this.#first && after <= this.#event
    const events: Numbered[] = known ? this.#after(after) : [this.#snapshot()]
    const fresh = !known || after < this.#event
    if (this.#end && fresh) events.push([this.#event, { type: 'done', ...this.#end }])
    return events
  }

  #after(after: number): Numbered[] {
    const said = merge(this.#said.slice(indexAfter(this.#said, after)))
    const noted = [...this.#noted.values()].filter(({ event }) => event > after)
    const all: Numbered[] = [...said, ...noted.map(({ event, data }): Numbered => [event, data])]
    return all.sort(([a], [b]) => a - b)
  }

  #snapshot(): Numbered {
    const { content, reasoning } = this
    const state = this.#end?.state ?? 'running'
    const facts = Object.assign({}, ...[...this.#noted.values()].map(({ data }) => data))
    return [
      this.#end ? this.#event - 1 : this.#event,
      { ...facts, type: 'snapshot', content, reasoning, state },
    ]
  }

  #forget(): void {
    this.#said.splice(0, KEPT / 2)
    this.#first = (this.#said[0]?.event ?? this.#event) - 1
  }

  #tell(): void {
    this.#change.resolve()
    this.#change = Promise.withResolvers()
  }
}

/** The place of the first piece with a higher number. */
function indexAfter(said: Said[], event: number): number {
  let low = 0
  let high = said.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((said[middle]?.event ?? 0) > event) high = middle
    else low = middle + 1
  }
  return low
}

/** Neighbours of one kind as one event with the number of the last. */
function merge(said: Said[]): Numbered[] {
  const merged: Numbered[] = []
  let texts: string[] = []
  for (const [index, piece] of said.entries()) {
    texts.push(piece.text)
    if (said[index + 1]?.type === piece.type) continue
    merged.push([piece.event, { type: piece.type, text: texts.join('') }])
    texts = []
  }
  return merged
}
