// All passages that words found, with their weights: too many to be handed about as rows.
import type { Param } from '../../db/engine'
import type { Statements } from '../../db/statements'

export interface Weigh {
  /** Gives an id and a weight a row, in the order of the ids. */
  sql: string
  params: Param[]
  k: number
}

export interface Weighed {
  /** In order. */
  ids: Float64Array
  /** Of each; the less, the better. */
  weights: Float64Array
  /** The ids of the best, best first. */
  best: number[]
}

/** For the reader. */
export function weigh(statements: Statements, { sql, params, k }: Weigh): Weighed {
  const rows = statements.get(sql).values(...params) as [number, number][]
  rows.sort(([a], [b]) => a - b)
  const ids = Float64Array.from(rows, ([id]) => id)
  const weights = Float64Array.from(rows, ([, weight]) => weight)
  const limit = weights.toSorted()[Math.min(k, rows.length) - 1] ?? 0
  const best = rows
    .filter(([, weight]) => weight <= limit)
    .toSorted(([, a], [, b]) => a - b)
    .slice(0, k)
    .map(([id]) => id)
  return { ids, weights, best }
}

/** Undefined for a passage without any of the words. */
export function weightOf({ ids, weights }: Weighed, id: number): number | undefined {
  let [low, high] = [0, ids.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ids[middle] ?? 0) < id) low = middle + 1
    else high = middle
  }
  return ids[low] === id ? weights[low] : undefined
}
