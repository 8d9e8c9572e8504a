// Old Excel (97 to 2003): sheet by sheet, row by row, from the records of its one stream.
import { Compound } from './compound'
import { damaged, ExtractError, type Extracted, locked, type Source } from './document'
import { type Cell, Rows } from './rows'
import { Writing } from './writing'
import { Pieces } from './xls-pieces'
import { dateOf, type Formats, shownBy } from './xlsx-formats'

const IS = {
  formula: 0x06,
  end: 0x0a,
  from1904: 0x22,
  locked: 0x2f,
  more: 0x3c,
  sheet: 0x85,
  numbers: 0xbd,
  rich: 0xd6,
  style: 0xe0,
  shared: 0xfc,
  sharedText: 0xfd,
  number: 0x203,
  text: 0x204,
  truth: 0x205,
  result: 0x207,
  packed: 0x27e,
  format: 0x41e,
  begin: 0x809,
}

interface Record {
  type: number
  data: DataView
}

/** The records from a place on to the end of that part; parts inside of it, such as charts, are left out. */
function* records(book: DataView, from: number): Generator<Record> {
  let depth = 0
  for (let at = from; at + 4 <= book.byteLength; ) {
    const [type, size] = [book.getUint16(at, true), book.getUint16(at + 2, true)]
    const room = Math.min(size, book.byteLength - at - 4)
    if (type === IS.begin) depth++
    else if (type === IS.end && --depth <= 0) return
    else if (depth <= 1)
      yield { type, data: new DataView(book.buffer, book.byteOffset + at + 4, room) }
    at += 4 + size
  }
}

interface Book {
  sheets: { name: string; at: number }[]
  shared: string[]
  formats: Formats
}

export async function readXls(source: Source): Promise<Extracted> {
  const stream = new Compound(source.bytes).stream('Workbook')
  if (!stream) throw damaged('The spreadsheet')
  const writing = new Writing(source.limits)
  try {
    const book = bookOf(stream, source.limits.characters)
    for (const { name, at } of book.sheets) {
      writing.part()
      writing.line(name)
      new Sheet(book, writing).read(records(stream, at))
    }
  } catch (cause) {
    // A record that is shorter than its kind needs.
    throw cause instanceof RangeError ? damaged('The spreadsheet', { cause }) : cause
  }
  return writing.done('sheet')
}

function bookOf(stream: DataView, most: number): Book {
  const codes = new Map<number, string>()
  const styles: number[] = []
  const book: Book = { sheets: [], shared: [], formats: { styles: [], from1904: false } }
  const shared: DataView[] = []
  let last = 0
  for (const { type, data } of records(stream, 0)) {
    if (type === IS.locked) throw locked('The spreadsheet')
    if (type === IS.from1904) book.formats.from1904 = data.getUint16(0, true) === 1
    else if (type === IS.format) codes.set(data.getUint16(0, true), textAt(data, 2))
    else if (type === IS.style) styles.push(data.getUint16(2, true))
    else if (type === IS.sheet && data.getUint8(5) === 0)
      book.sheets.push({ name: sheetName(data), at: data.getUint32(0, true) })
    else if (type === IS.shared || (type === IS.more && last === IS.shared)) shared.push(data)
    if (type !== IS.more) last = type
  }
  if (shared.length > 0) book.shared = sharedTexts(shared, most)
  book.formats.styles = styles.map(number => shownBy(number, codes.get(number)))
  return book
}

const textAt = (data: DataView, at: number): string => {
  const pieces = new Pieces([data])
  pieces.skip(at)
  return pieces.text(pieces.u16())
}

function sheetName(data: DataView): string {
  const pieces = new Pieces([data])
  pieces.skip(6)
  return pieces.text(pieces.byte())
}

function sharedTexts(pieces: DataView[], most: number): string[] {
  const reader = new Pieces(pieces)
  reader.skip(4)
  const count = reader.u32()
  const texts: string[] = []
  let total = 0
  for (let n = 0; n < count; n++) {
    const text = reader.text(reader.u16())
    total += text.length
    if (total > most) throw new ExtractError('It holds more text than is read. Divide it.')
    texts.push(text)
  }
  return texts
}

class Sheet {
  readonly #book: Book
  readonly #rows: Rows
  #row = -1
  #cells: Cell[] = []
  /** The column of a formula whose text follows it. */
  #waiting = -1

  constructor(book: Book, writing: Writing) {
    this.#book = book
    this.#rows = new Rows(writing)
  }

  read(found: Iterable<Record>): void {
    for (const { type, data } of found) this.#record(type, data)
    this.#rows.row(this.#cells)
    this.#rows.end()
  }

  #record(type: number, data: DataView): void {
    const { shared } = this.#book
    if (type === IS.sharedText) this.#cell(data, shared[data.getUint32(6, true)] ?? '')
    else if (type === IS.text || type === IS.rich) this.#cell(data, textAt(data, 6))
    else if (type === IS.number) this.#cell(data, this.#number(data, 4, data.getFloat64(6, true)))
    else if (type === IS.packed) this.#cell(data, this.#number(data, 4, unpacked(data, 6)))
    else if (type === IS.numbers) this.#several(data)
    else if (type === IS.truth && data.getUint8(7) === 0) this.#cell(data, truth(data.getUint8(6)))
    else if (type === IS.formula) this.#formula(data)
    else if (type === IS.result && this.#waiting >= 0) this.#push(this.#waiting, textAt(data, 0))
    if (type !== IS.formula && type !== IS.more) this.#waiting = -1
  }

  #cell(data: DataView, text: string): void {
    this.#to(data.getUint16(0, true))
    this.#push(data.getUint16(2, true), text)
  }

  #to(row: number): void {
    if (row === this.#row) return
    this.#rows.row(this.#cells)
    this.#row = row
    this.#cells = []
  }

  #push(column: number, text: string): void {
    if (text) this.#cells.push({ column, text })
  }

  /** A number as its style shows it; the style's number stands at that place. */
  #number(data: DataView, style: number, value: number): string {
    const text = String(value)
    return dateOf(this.#book.formats, data.getUint16(style, true), text) ?? text
  }

  #several(data: DataView): void {
    const column = data.getUint16(2, true)
    this.#to(data.getUint16(0, true))
    for (let n = 0; 4 + n * 6 + 6 <= data.byteLength - 2; n++)
      this.#push(column + n, this.#number(data, 4 + n * 6, unpacked(data, 6 + n * 6)))
  }

  /** What came out last; a text comes in the record after. */
  #formula(data: DataView): void {
    const isNumber = data.getUint16(12, true) !== 0xffff
    const kind = isNumber ? -1 : data.getUint8(6)
    if (isNumber) this.#cell(data, this.#number(data, 4, data.getFloat64(6, true)))
    else this.#cell(data, kind === 1 ? truth(data.getUint8(8)) : '')
    if (kind === 0) this.#waiting = data.getUint16(2, true)
  }
}

const truth = (value: number): string => (value === 1 ? 'TRUE' : 'FALSE')

/** A number in 30 bits: whole or the upper part of a real one, perhaps a hundred times too large. */
function unpacked(data: DataView, at: number): number {
  const bits = data.getUint32(at, true)
  const view = new DataView(new ArrayBuffer(8))
  view.setUint32(4, bits & 0xfffffffc, true)
  const value = bits & 2 ? data.getInt32(at, true) >> 2 : view.getFloat64(0, true)
  return bits & 1 ? value / 100 : value
}
