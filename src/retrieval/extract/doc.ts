// Old Word (97 to 2003): the text lies in pieces all over the file, and a table says in which order.
import { Compound } from './compound'
import { damaged, type Extracted, locked, type Source } from './document'
import { Writing } from './writing'

/** Places in the head of the file. */
const AT = { mark: 0, marks: 10, lengths: 76, pieces: 0x1a2, piecesSize: 0x1a6 }
const WORD = 0xa5ec
const LOCKED = 0x100
const SECOND_TABLE = 0x200
/** A place whose letters take a byte each. */
const NARROW = 0x40000000

/** The main text and its notes; headers, remarks and text boxes stand between and after them. */
const PARTS = ['text', 'footnotes', 'headers', 'macros', 'remarks', 'endnotes', 'boxes']
const WANTED = new Set(['text', 'footnotes', 'endnotes', 'boxes'])

export async function readDoc(source: Source): Promise<Extracted> {
  const file = new Compound(source.bytes)
  const main = file.stream('WordDocument')
  if (!main) throw damaged('The document')
  const writing = new Writing(source.limits)
  try {
    if (main.getUint16(AT.mark, true) !== WORD) throw damaged('The document')
    const marks = main.getUint16(AT.marks, true)
    if (marks & LOCKED) throw locked('The document')
    const table = file.stream(marks & SECOND_TABLE ? '1Table' : '0Table')
    if (!table) throw damaged('The document')
    writeParts(main, textOf(main, table, source.limits.characters), writing)
  } catch (cause) {
    throw cause instanceof RangeError ? damaged('The document', { cause }) : cause
  }
  return writing.done(null)
}

function writeParts(main: DataView, text: string, writing: Writing): void {
  let at = 0
  for (const [n, part] of PARTS.entries()) {
    const length = main.getInt32(AT.lengths + n * 4, true)
    if (WANTED.has(part)) writing.add(shown(text.slice(at, at + Math.max(0, length))))
    if (WANTED.has(part)) writing.gap()
    at += Math.max(0, length)
  }
}

/** The whole text, piece by piece. @throws RangeError where a piece lies outside of the file */
function textOf(main: DataView, table: DataView, most: number): string {
  const pieces = pieceTable(main, table)
  const count = Math.floor((pieces.byteLength - 4) / 12)
  const parts: string[] = []
  let total = 0
  for (let n = 0; n < count; n++) {
    const length = pieces.getUint32(n * 4 + 4, true) - pieces.getUint32(n * 4, true)
    const place = pieces.getUint32((count + 1) * 4 + n * 8 + 2, true)
    total += length
    if (length < 0) throw damaged('The document')
    // Headers and what is hidden count here and not in the text that is kept.
    if (total > most * 2) break
    parts.push(lettersAt(main, place, length))
  }
  return parts.join('')
}

/** Runs of formats come first, each with its length; then the pieces. */
function pieceTable(main: DataView, table: DataView): DataView {
  let at = main.getUint32(AT.pieces, true)
  const end = at + main.getUint32(AT.piecesSize, true)
  while (at < end && table.getUint8(at) === 1) at += 3 + table.getUint16(at + 1, true)
  if (at >= end || table.getUint8(at) !== 2) throw damaged('The document')
  return new DataView(table.buffer, table.byteOffset + at + 5, table.getUint32(at + 1, true))
}

const western = new TextDecoder('windows-1252')

function lettersAt(main: DataView, place: number, length: number): string {
  const isNarrow = (place & NARROW) !== 0
  const from = isNarrow ? (place & ~NARROW) / 2 : place
  const bytes = new Uint8Array(main.buffer, main.byteOffset + from, isNarrow ? length : length * 2)
  return isNarrow ? western.decode(bytes) : Buffer.from(bytes).toString('utf16le')
}

/** Ends of cells, lines, pages; what a field is made from is left out, what it shows stays. */
const shown = (text: string): string =>
  text
    .replace(/\u0007{2,}/g, '\n')
    .replaceAll('\u0007', '\t')
    .replaceAll('\u000B', '\n')
    .replace(/[\r\u000C]/g, '\n\n')
    .replace(/\u0013[^\u0013-\u0015]*(?:\u0014|\u0015)/g, '')
    .replaceAll('\u001E', '-')
    .replace(/\u001F|\u00AD/g, '')
    .replace(/\n{3,}/g, '\n\n')
