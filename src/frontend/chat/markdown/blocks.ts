// Cuts growing text into blocks; what is finished keeps its identity and is never read again.
import type { Links } from 'marked'
import { lex, type MarkdownToken } from './lex'
import { mend } from './mend'

export interface Block {
  /** Where the block begins in the text: steady while the text grows. */
  key: number
  token: MarkdownToken
  /** True while the block may still change. */
  open: boolean
}

/** A block longer than this that is not code is shown as plain text: lexing it would stall the page. */
const LONGEST_BLOCK = 60_000

/** The blocks of one message. Text that only grows costs its unfinished tail alone. */
export class BlockStream {
  private text = ''
  private running = false
  private at = 0
  /** The line break up to which finished blocks were looked for. */
  private settled = -1
  private links: Links = {}
  private finished: Block[] = []
  private shown: Block[] = []

  /** The blocks of `source`; pass `running` while more is to come. */
  read(source: string, running: boolean): Block[] {
    const text = source.includes('\r') ? source.replaceAll('\r\n', '\n') : source
    if (text === this.text && running === this.running) return this.shown
    if (!text.startsWith(this.text)) this.forget()
    this.text = text
    this.running = running
    this.shown = [...this.settle(running), ...this.tail(running)]
    return this.shown
  }

  private forget(): void {
    this.at = 0
    this.settled = -1
    this.links = {}
    this.finished = []
  }

  /** Moves finished blocks out of the tail. */
  private settle(running: boolean): Block[] {
    const lines = this.text.lastIndexOf('\n')
    const tail = this.text.slice(this.at)
    if (!running || lines === this.settled || plain(tail)) return this.finished
    this.settled = lines
    const { tokens, links } = lex(tail, this.links)
    const places = placesOf(tokens)
    const count = finishedCount(tokens, places, tail)
    if (count > 0 && tail.startsWith(tokens[count]?.raw ?? '', places[count])) {
      const done = tokens
        .slice(0, count)
        .map((token, i) => this.block(token, places[i] ?? 0, false))
      this.finished = [...this.finished, ...done.filter(shows)]
      this.at += places[count] ?? 0
      this.links = links
    }
    return this.finished
  }

  private tail(running: boolean): Block[] {
    const tail = this.text.slice(this.at)
    if (!tail.trim()) return []
    if (plain(tail)) return [this.block(paragraph(tail), 0, running)]
    const { tokens } = lex(running ? mend(tail) : tail, this.links)
    const places = placesOf(tokens)
    return tokens.map((token, i) => this.block(token, places[i] ?? 0, running)).filter(shows)
  }

  private block(token: MarkdownToken, place: number, open: boolean): Block {
    return { key: this.at + place, token, open }
  }
}

const shows = ({ token }: Block) => token.type !== 'space' && token.type !== 'def'

const paragraph = (raw: string): MarkdownToken => ({
  type: 'paragraph',
  raw,
  text: raw,
  tokens: [{ type: 'text', raw, text: raw, escaped: false }],
})

/** Fences are read in one step however long; any other giant block is not worth reading. */
const plain = (tail: string): boolean => {
  if (tail.length < LONGEST_BLOCK) return false
  let start = 0
  for (let i = 0; i < tail.length && start >= 0; i = start) {
    start = tail.indexOf('\n\n', i + 1)
    const piece = tail.slice(i, start < 0 ? undefined : start)
    if (piece.length > LONGEST_BLOCK && !/^\s*(```|~~~)/.test(piece)) return true
  }
  return false
}

const placesOf = (tokens: MarkdownToken[]): number[] => {
  let at = 0
  return tokens.map(token => {
    at += token.raw.length
    return at - token.raw.length
  })
}

/** All blocks before the last one whose first line is whole: a half line may yet join the block above. */
const finishedCount = (tokens: MarkdownToken[], places: number[], tail: string): number => {
  for (let i = tokens.length - 1; i > 0; i--) {
    if (tokens[i]?.type === 'space') continue
    if (tail.indexOf('\n', places[i]) >= 0) return i
  }
  return 0
}

/**
 * The rank of each heading on the page, where a message's own heading is of the second: the first is 3,
 * one below it 4, whatever levels the model chose. Other blocks have none.
 */
export const ranksOf = (blocks: Block[]): (number | undefined)[] => {
  const above: number[] = []
  return blocks.map(({ token }) => {
    if (token.type !== 'heading') return undefined
    while ((above.at(-1) ?? 0) >= token.depth) above.pop()
    above.push(token.depth)
    return above.length + 2
  })
}
