// Many small things handed on together, where each handing on costs more than the thing.

export interface Gathered<T> {
  add(one: T): void
  /** Hands on at once what still waits. */
  flush(): void
}

/** Hands on at once what comes alone, and together what comes within `ms` after that. `pass` must not throw. */
export function gathered<T>(ms: number, pass: (many: T[]) => void): Gathered<T> {
  let waiting: T[] = []
  let timer: Timer | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (waiting.length === 0) return
    const many = waiting
    waiting = []
    hand(many)
  }
  const hand = (many: T[]) => {
    timer = setTimeout(flush, ms)
    timer.unref()
    pass(many)
  }
  return {
    flush,
    add(one) {
      if (timer) waiting.push(one)
      else hand([one])
    },
  }
}
