// Long lists in pieces of few sizes, so that statements made for them stay few.

const SIZES = [100, 10, 1]

/** Cuts `items` into batches of 100, then 10, then 1. */
export function* batches<T>(items: readonly T[]): Generator<T[]> {
  let at = 0
  for (const size of SIZES) {
    for (; items.length - at >= size; at += size) yield items.slice(at, at + size)
  }
}

/** Lets everything else that waits for the event loop go first. */
export const breathe = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
