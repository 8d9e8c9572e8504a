// Numbers and texts in a record of old Excel that goes on in further records.
import { damaged } from './document'

const WIDE = 1
const EXTENDED = 4
const RICH = 8

/** Reads on from one piece to the next. @throws ExtractError where there is nothing left */
export class Pieces {
  readonly #pieces: DataView[]
  #piece = 0
  #at = 0

  constructor(pieces: DataView[]) {
    this.#pieces = pieces
  }

  #here(): DataView {
    for (let piece = this.#pieces[this.#piece]; piece; piece = this.#pieces[++this.#piece]) {
      if (this.#at < piece.byteLength) return piece
      this.#at = 0
    }
    throw damaged('The spreadsheet')
  }

  byte(): number {
    return this.#here().getUint8(this.#at++)
  }

  u16(): number {
    return this.byte() + this.byte() * 256
  }

  u32(): number {
    return this.u16() + this.u16() * 65_536
  }

  skip(count: number): void {
    for (let left = count; left > 0; ) {
      const step = Math.min(left, this.#here().byteLength - this.#at)
      this.#at += step
      left -= step
    }
  }

  /** A text with its marks; `length` is how many characters it has. */
  text(length: number): string {
    const marks = this.byte()
    const runs = marks & RICH ? this.u16() : 0
    const more = marks & EXTENDED ? this.u32() : 0
    const text = this.#letters(length, (marks & WIDE) !== 0)
    this.skip(runs * 4 + more)
    return text
  }

  #letters(length: number, isWide: boolean): string {
    let wide = isWide
    let text = ''
    while (text.length < length) {
      const before = this.#piece
      const piece = this.#here()
      // Every further piece says anew how its letters are kept.
      if (this.#piece !== before) wide = (piece.getUint8(this.#at++) & WIDE) !== 0
      const room = Math.floor((piece.byteLength - this.#at) / (wide ? 2 : 1))
      const count = Math.min(length - text.length, room)
      const size = wide ? count * 2 : count
      const bytes = Buffer.from(piece.buffer, piece.byteOffset + this.#at, size)
      text += bytes.toString(wide ? 'utf16le' : 'latin1')
      // Half a letter at the end of a piece is none.
      this.#at += count === 0 ? Math.max(1, piece.byteLength - this.#at) : size
    }
    return text
  }
}
