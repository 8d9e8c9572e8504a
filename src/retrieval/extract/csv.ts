// CSV, with whatever divides its cells: a row's cells as `column: value` lines.
import { OpenQuote, readCsv as rowsOf } from '../../utils/csv-read'
import type { Extracted, Source } from './document'
import { Rows } from './rows'
import { decodeWhole, readText } from './text'
import { Writing } from './writing'

export async function readCsv(source: Source): Promise<Extracted> {
  const writing = new Writing(source.limits)
  const rows = new Rows(writing)
  try {
    for (const { cells } of rowsOf(decodeWhole(source)))
      rows.row(cells.map((text, column) => ({ column, text })))
  } catch (error) {
    // It is text all the same.
    if (error instanceof OpenQuote) return readText(source)
    throw error
  }
  rows.end()
  return writing.done(null)
}
