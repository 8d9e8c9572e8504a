// The value in the middle.

/** NaN of nothing. */
export const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** The median of what `measure` gives in so many rounds, one after the other. */
export async function rounds(count: number, measure: () => Promise<number>): Promise<number> {
  const values: number[] = []
  for (let round = 0; round < count; round++) values.push(await measure())
  return median(values)
}
