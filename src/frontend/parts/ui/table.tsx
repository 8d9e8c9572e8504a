// Rows of figures: the first column names, the others count.
import type { ReactNode } from 'react'

export interface Column<Row> {
  head: string
  cell: (row: Row) => ReactNode
  /** Figures stand at the end. */
  figure?: boolean
  /** Its head is for screen readers alone. */
  silent?: boolean
}

export interface TableProps<Row> {
  /** Says what the rows are. */
  caption: string
  rows: Row[]
  columns: Column<Row>[]
  keyOf: (row: Row) => string
}

/** Names may break anywhere, figures nowhere. */
const place = (figure: boolean | undefined): string =>
  figure ? 'ps-3 text-end tabular-nums [overflow-wrap:normal] sm:ps-4' : 'pe-2 text-start'

export function Table<Row>({ caption, rows, columns, keyOf }: TableProps<Row>) {
  return (
    <table className="w-full max-sm:text-[0.8125rem]">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-b border-line text-[0.8125rem] text-muted">
          {columns.map(({ head, figure, silent }) => (
            <th key={head} scope="col" className={`py-2 font-normal ${place(figure)}`}>
              {silent ? <span className="sr-only">{head}</span> : head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={keyOf(row)} className="border-b border-line last:border-0">
            {columns.map(({ head, cell, figure }, n) =>
              n === 0 ? (
                <th key={head} scope="row" className={`py-2 font-medium ${place(figure)}`}>
                  {cell(row)}
                </th>
              ) : (
                <td
                  key={head}
                  className={`py-2 ${place(figure)} ${figure ? 'whitespace-nowrap' : ''}`}
                >
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
