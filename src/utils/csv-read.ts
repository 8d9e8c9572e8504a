// Reads rows that spreadsheets write: RFC 4180, with commas, semicolons or tabs between the cells.

export interface CsvRow {
  /** Where it begins in the file; the first line is 1. */
  line: number
  cells: string[]
}

/** A quote that is opened on this line and never closed. */
export class OpenQuote extends Error {
  override name = 'OpenQuote'
  readonly line: number

  constructor(line: number) {
    super(`A quote is opened on line ${line} and not closed.`)
    this.line = line
  }
}

const DIVIDERS = [',', ';', '\t']
/** Excel's own way to name the divider. */
const NAMED = /^sep=(.)\r?\n/i

/** Blank lines are left out. Throws `OpenQuote`. */
export function readCsv(text: string): CsvRow[] {
  const bare = text.replace(/^\uFEFF/, '')
  const named = NAMED.exec(bare)
  const rows = scan(bare, named?.[1] ?? dividerOf(bare), named?.[0].length ?? 0)
  return rows.filter(({ cells }) => cells.some(cell => cell.trim() !== ''))
}

/** Whichever stands most often in the first line, outside of quotes. */
function dividerOf(text: string): string {
  const first = text.replace(/"[^"]*"/g, '').split(/\r|\n/, 1)[0] ?? ''
  const count = (sign: string) => first.split(sign).length
  return DIVIDERS.reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

function scan(text: string, divider: string, from: number): CsvRow[] {
  const rows: CsvRow[] = []
  let line = from > 0 ? 2 : 1
  let row: CsvRow = { line, cells: [] }
  let at = from
  while (at < text.length) {
    const cell = cellAt(text, at, divider, line)
    row.cells.push(cell.text)
    line += cell.lines
    at = cell.end
    if (text[at] === divider) {
      at++
      if (at === text.length) row.cells.push('')
      continue
    }
    at += text.startsWith('\r\n', at) ? 2 : 1
    rows.push(row)
    row = { line: ++line, cells: [] }
  }
  if (row.cells.length > 0) rows.push(row)
  return rows
}

interface Cell {
  text: string
  /** Where the divider or the end of the line stands. */
  end: number
  /** Line ends inside of it. */
  lines: number
}

function cellAt(text: string, start: number, divider: string, line: number): Cell {
  if (text[start] !== '"') return bareCell(text, start, divider)
  let at = start + 1
  let held = ''
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote === -1) throw new OpenQuote(line)
    held += text.slice(at, quote)
    at = quote + 1
    if (text[at] !== '"') break
    held += '"'
    at++
  }
  const rest = bareCell(text, at, divider)
  return { text: held + rest.text, end: rest.end, lines: held.split(/\r\n|\r|\n/).length - 1 }
}

function bareCell(text: string, start: number, divider: string): Cell {
  let end = start
  while (end < text.length && text[end] !== divider && text[end] !== '\n' && text[end] !== '\r') {
    end++
  }
  return { text: text.slice(start, end), end, lines: 0 }
}
