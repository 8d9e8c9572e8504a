// What was measured, as a table: goal and figure side by side, and the other server's where there is one.

export interface Row {
  what: string
  goal: string
  figure: string
  /** Whether the goal is met; absent where there is none to meet. */
  met?: boolean
  /** What the other server did. */
  reference?: string
}

/** Something measured on one server and perhaps on another. */
export interface Pair {
  here: number
  there?: number
}

export const milliseconds = (n: number): string => `${n < 10 ? n.toFixed(2) : n.toFixed(0)} ms`
export const megabytes = (n: number): string => `${n.toFixed(0)} MB`
export const rate = (n: number): string => `${Math.round(n).toLocaleString('en')}/s`

/** A row whose figure must not be above `limit`. */
export function atMost(
  what: string,
  limit: number,
  figure: number,
  unit: (n: number) => string,
): Row {
  return { what, goal: `<= ${unit(limit)}`, figure: unit(figure), met: figure <= limit }
}

/** A row of rates, or of times when `less`, whose ratio must reach `times`; 0 asks for none. */
export function ratio(
  what: string,
  times: number,
  { here, there }: Pair,
  unit: (n: number) => string,
  less = false,
): Row {
  const goal = times === 0 ? '' : `>= ${times}x`
  if (there === undefined) return { what, goal, figure: unit(here) }
  const quotient = less ? there / here : here / there
  return {
    what,
    goal,
    figure: `${unit(here)} = ${quotient.toFixed(quotient < 10 ? 2 : 0)}x`,
    reference: unit(there),
    ...(times > 0 && { met: quotient >= times }),
  }
}

const marks = { true: 'ok', false: 'MISSED', undefined: '' }

export function print(rows: Row[]): void {
  const cells = rows.map(row => [
    row.what,
    row.goal,
    row.figure,
    row.reference ?? '',
    marks[`${row.met}` as keyof typeof marks],
  ])
  const heads = ['what', 'goal', 'figure', 'reference', '']
  const widths = heads.map((head, n) =>
    Math.max(head.length, ...cells.map(row => row[n]?.length ?? 0)),
  )
  const line = (row: string[]) =>
    `| ${row.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(' | ')} |\n`
  process.stdout.write(line(heads) + line(widths.map(width => '-'.repeat(width))))
  for (const row of cells) process.stdout.write(line(row))
}
