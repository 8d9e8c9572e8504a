// The value in the middle, or the least.

/** NaN of nothing. */
export const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

export const least = (values: number[]): number => Math.min(...values)

/** What `measure` gives in so many rounds, one after the other: the median, or what else `choose` makes of it. */
export async function rounds(
  count: number,
  measure: () => Promise<number>,
  choose = median,
): Promise<number> {
  const values: number[] = []
  for (let round = 0; round < count; round++) values.push(await measure())
  return choose(values)
}
