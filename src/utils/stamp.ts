// Times that order: no two alike, and none before an earlier one.

let last = 0

/** Epoch milliseconds, at least one more than the last time asked in this process. */
export function stamp(): number {
  last = Math.max(Date.now(), last + 1)
  return last
}
