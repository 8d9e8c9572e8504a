// Many wishes, few deeds: a broadcast asked for again and again is made once a span.

/** Runs `act` at once, and while it is asked for again, once every `span` milliseconds. */
export class Gather {
  readonly #act: () => void
  readonly #span: number
  #rest: ReturnType<typeof setTimeout> | undefined
  #again = false

  constructor(act: () => void, span: number) {
    this.#act = act
    this.#span = span
  }

  /** True when it was done at once, false when it will be. */
  ask(): boolean {
    if (this.#rest) this.#again = true
    else this.now()
    return !this.#again
  }

  /** Does not wait for the span to pass. */
  now(): void {
    this.stop()
    this.#act()
    this.#rest = setTimeout(() => this.#rested(), this.#span)
  }

  stop(): void {
    clearTimeout(this.#rest)
    this.#rest = undefined
    this.#again = false
  }

  #rested(): void {
    const again = this.#again
    this.stop()
    if (again) this.now()
  }
}
