// Long lists in pieces of few sizes, so that statements made for them stay few.

const SIZES = [100, 10, 1]

/** Cuts `items` into batches of 100, then 10, then 1. */
export function* batches<T>(items: readonly T[]): Generator<T[]> {
  let at = 0
  for (const size of SIZES) {
    for (; items.length - at >= size; at += size) yield items.slice(at, at + size)
  }
}

const SLICE = 500

/** Cuts `items` into slices of 500 and what is left, for statements that are seldom made. */
export function* slices<T>(items: readonly T[]): Generator<T[]> {
  for (let at = 0; at < items.length; at += SLICE) yield items.slice(at, at + SLICE)
}

/** Lets everything else that waits for the event loop go first. */
export const breathe = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
