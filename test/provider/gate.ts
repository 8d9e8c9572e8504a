// Lets paced answers through one piece at a time, so that no test waits by the clock.

export interface Gate {
  /** Waits for a permit, or for `gone`. */
  pass(gone: Promise<void>): Promise<void>
  /** Reports that a permitted piece was written. */
  sent(): void
  /** Permits `count` pieces; resolves when they have been written. */
  next(count?: number): Promise<void>
  /** Permits everything from now on. */
  open(): void
}

export function makeGate(): Gate {
  const waiting: (() => void)[] = []
  const written: (() => void)[] = []
  let permits = 0
  const release = (): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>()
    written.push(resolve)
    const first = waiting.shift()
    if (first) first()
    else permits++
    return promise
  }
  return {
    async pass(gone) {
      if (permits > 0) {
        permits--
        return
      }
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.push(resolve)
      await Promise.race([promise, gone])
      const index = waiting.indexOf(resolve)
      if (index >= 0) waiting.splice(index, 1)
    },
    sent: () => written.shift()?.(),
    async next(count = 1) {
      await Promise.all(Array.from({ length: count }, release))
    },
    open() {
      permits = Number.POSITIVE_INFINITY
      for (const go of waiting.splice(0)) go()
    },
  }
}
