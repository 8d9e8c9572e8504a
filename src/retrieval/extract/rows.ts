// Rows of a table as text: each cell beside the name of its column, so that a passage needs no head.
import type { Writing } from './writing'

export interface Cell {
  /** The column, counted from 0. */
  column: number
  text: string
}

const LONGEST_NAME = 120
const NUMBER = /^[\s\d.,:%€$£+-]*$/

/** Writes rows as they come; the first one names the columns where it looks like names. */
export class Rows {
  readonly #writing: Writing
  #names: Map<number, string> | null | undefined
  #head: string[] = []
  #count = 0

  constructor(writing: Writing) {
    this.#writing = writing
  }

  /** A row's cells in order; empty ones may be left out. */
  row(cells: Cell[]): void {
    const full = cells
      .map(cell => ({ ...cell, text: oneLine(cell.text) }))
      .filter(cell => cell.text)
    if (full.length === 0) return
    if (this.#names === undefined) {
      this.#names = namesOf(full)
      this.#head = full.map(cell => cell.text)
      if (this.#names) return
    }
    this.#count++
    const names = this.#names
    if (names) this.#writing.gap()
    else this.#writing.line(full.map(cell => cell.text).join('\t'))
    for (const { column, text } of names ? full : [])
      this.#writing.line(named(names?.get(column), text))
  }

  /** Nothing more comes: names without rows below them are a row themselves. */
  end(): void {
    if (this.#names && this.#count === 0) this.#writing.line(this.#head.join('\t'))
  }
}

const named = (name: string | undefined, text: string): string => (name ? `${name}: ${text}` : text)

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ').trim()

/** Names are short, each another one, none a number, and there are at least two. */
function namesOf(cells: Cell[]): Map<number, string> | null {
  const texts = cells.map(cell => cell.text)
  const fit = texts.every(text => text.length <= LONGEST_NAME && !NUMBER.test(text))
  if (!fit || texts.length < 2 || new Set(texts).size < texts.length) return null
  return new Map(cells.map(({ column, text }) => [column, text]))
}
