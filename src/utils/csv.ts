// Rows for spreadsheets: RFC 4180, and nothing in them that a spreadsheet would run.

export type Cell = string | number | boolean | null

/** One line. A text that a spreadsheet would take for a formula gets an apostrophe in front. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(field).join(',')}\r\n`

const FORMULA = /^[=+\-@\t\r]/

function field(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
