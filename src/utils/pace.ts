// News that come too often, passed on at a pace.

export interface Paced<T> {
  note(value: T): void
  /** Forgets what was not passed on, and waits for what is being passed on. */
  end(): Promise<void>
}

/** Calls `work` with the newest value: the first at once, later ones `ms` after the last. It must not throw. */
export function paced<T>(ms: number, work: (value: T) => Promise<void>): Paced<T> {
  let next: { value: T } | undefined
  let wakened = () => {}
  let ended = false
  let passing: Promise<void> | undefined
  const pass = async () => {
    while (next && !ended) {
      const { value } = next
      next = undefined
      await work(value)
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, ms)
        wakened = () => {
          clearTimeout(timer)
          resolve()
        }
        if (ended) wakened()
      })
    }
    passing = undefined
  }
  return {
    note(value) {
      if (ended) return
      next = { value }
      passing ??= pass()
    },
    async end() {
      ended = true
      wakened()
      await passing
    },
  }
}
