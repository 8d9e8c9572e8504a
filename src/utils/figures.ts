// Counters and histograms, and how Prometheus reads them (text format 0.0.4).

export type Labels = Readonly<Record<string, string>>

/** Adds up by label values; `limit` bounds how many there can be, what is beyond goes into one. */
export class Counter {
  readonly #sums = new Map<string, number>()
  readonly #limit: number

  constructor(limit = 1000) {
    this.#limit = limit
  }

  /** `key` holds the label values, divided by a line feed. */
  add(key: string, more = 1): void {
    const known = this.#sums.get(key)
    const at = known === undefined && this.#sums.size >= this.#limit ? OVERFLOW : key
    this.#sums.set(at, (this.#sums.get(at) ?? 0) + more)
  }

  entries(): Iterable<[string, number]> {
    return this.#sums
  }
}

const OVERFLOW = 'other'

/** How many were of which size, and their sum. */
export class Spread {
  readonly bounds: readonly number[]
  readonly counts: number[]
  sum = 0

  constructor(bounds: readonly number[]) {
    this.bounds = bounds
    this.counts = Array<number>(bounds.length + 1).fill(0)
  }

  observe(value: number): void {
    const { bounds, counts } = this
    let at = 0
    while (at < bounds.length && value > (bounds[at] ?? 0)) at++
    counts[at] = (counts[at] ?? 0) + 1
    this.sum += value
  }

  /** Another of the same bounds put together with this one. */
  add({ counts, sum }: Spread): void {
    for (const [at, count] of counts.entries()) this.counts[at] = (this.counts[at] ?? 0) + count
    this.sum += sum
  }
}

/** Sorts by size, by label values. */
export class Histogram {
  readonly bounds: readonly number[]
  readonly #spreads = new Map<string, Spread>()
  readonly #limit: number

  constructor(bounds: readonly number[], limit = 500) {
    this.bounds = bounds
    this.#limit = limit
  }

  observe(key: string, value: number): void {
    this.#spread(key).observe(value)
  }

  entries(): Iterable<[string, Spread]> {
    return this.#spreads
  }

  #spread(key: string): Spread {
    const at = this.#spreads.has(key) || this.#spreads.size < this.#limit ? key : OVERFLOW
    const known = this.#spreads.get(at)
    if (known) return known
    const made = new Spread(this.bounds)
    this.#spreads.set(at, made)
    return made
  }
}

/** Puts metrics into the text that Prometheus reads. */
export class Exposition {
  #lines: string[] = []

  gauge(name: string, help: string, value: number, labels: Labels = {}): this {
    return this.#head(name, help, 'gauge').#line(name, labels, value)
  }

  /** One gauge with a line for each set of labels. */
  gauges(name: string, help: string, values: Iterable<[Labels, number]>): this {
    this.#head(name, help, 'gauge')
    for (const [labels, value] of values) this.#line(name, labels, value)
    return this
  }

  counter(name: string, help: string, value: number): this {
    return this.#head(name, help, 'counter').#line(name, {}, value)
  }

  counters(
    name: string,
    help: string,
    names: readonly string[],
    sums: Iterable<[string, number]>,
  ): this {
    this.#head(name, help, 'counter')
    for (const [key, value] of sums) this.#line(name, labelsOf(names, key), value)
    return this
  }

  histogram(
    name: string,
    help: string,
    names: readonly string[],
    spreads: Iterable<[string, Spread]>,
  ): this {
    this.#head(name, help, 'histogram')
    for (const [key, { counts, sum, bounds }] of spreads) {
      const labels = labelsOf(names, key)
      let total = 0
      for (const [at, count] of counts.entries()) {
        total += count
        const le = String(bounds[at] ?? '+Inf')
        this.#line(`${name}_bucket`, { ...labels, le }, total)
      }
      this.#line(`${name}_sum`, labels, sum)
      this.#line(`${name}_count`, labels, total)
    }
    return this
  }

  toString(): string {
    return `${this.#lines.join('\n')}\n`
  }

  #head(name: string, help: string, type: string): this {
    this.#lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`)
    return this
  }

  #line(name: string, labels: Labels, value: number): this {
    const inside = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`)
    this.#lines.push(`${name}${inside.length > 0 ? `{${inside.join(',')}}` : ''} ${value}`)
    return this
  }
}

function labelsOf(names: readonly string[], key: string): Labels {
  const values = key.split('\n')
  return Object.fromEntries(names.map((name, n) => [name, values[n] ?? OVERFLOW]))
}

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
