// The text of a document as its reader writes it: cleaned, counted, with the places where pages begin.
import type { Unit } from '../../storage/table'
import { ExtractError, type Extracted, type Limits } from './document'

/** Signs that no text needs, and that PostgreSQL (NUL) or a page would stumble over. */
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFEFF]/g

/** Parts of a document, beyond which it is none. */
const MOST_PARTS = 100_000

export class Writing {
  readonly #most: number
  readonly #pages: number[] = []
  readonly #parts: string[] = []
  #length = 0
  #end = ''

  constructor({ characters }: Pick<Limits, 'characters'>) {
    this.#most = characters
  }

  /** So many characters are there. */
  get length(): number {
    return this.#length
  }

  /** Whether a word can follow without a blank. */
  get isFresh(): boolean {
    return this.#length === 0 || /\s$/.test(this.#end)
  }

  /** A page, sheet or chapter begins here. */
  part(): void {
    this.gap()
    if (this.#pages.length === MOST_PARTS)
      throw new ExtractError(
        `It has more than ${MOST_PARTS} pages. Divide it and upload the parts.`,
      )
    this.#pages.push(this.#length)
  }

  /** @throws ExtractError when the text becomes too long */
  add(text: string): void {
    const clean = text.replace(/\r\n?/g, '\n').replace(CONTROLS, '')
    if (clean === '') return
    this.#length += clean.length
    if (this.#length > this.#most) throw tooLong(this.#most)
    this.#parts.push(clean)
    this.#end = clean.length > 1 ? clean.slice(-2) : (this.#end + clean).slice(-2)
  }

  line(text: string): void {
    this.add(`${text}\n`)
  }

  /** Goes to a new line unless it is on one. */
  fresh(): void {
    if (this.#length > 0 && !this.#end.endsWith('\n')) this.add('\n')
  }

  /** Begins a cell of a row: a tab after the one before. */
  cell(): void {
    if (this.#length > 0 && !this.#end.endsWith('\n')) this.add('\t')
  }

  /** Leaves one line empty unless one is. */
  gap(): void {
    this.fresh()
    if (this.#length > 0 && this.#end !== '\n\n') this.add('\n')
  }

  done(unit: Unit | null, meta: Record<string, unknown> = {}): Extracted {
    // Half a character becomes a mark of the same length: offsets stay.
    const content = this.#parts.join('').toWellFormed()
    const said = Object.entries(meta).filter(([, value]) => value !== undefined && value !== '')
    return { content, unit, pages: this.#pages, meta: Object.fromEntries(said) }
  }
}

export const tooLong = (most: number): ExtractError =>
  new ExtractError(
    `It has more than ${most.toLocaleString('en')} characters of text. Divide it and upload the parts, or ask an admin to allow more.`,
  )
