// Counts events a key over a sliding span, for rate limits.
import { Recent } from './recent'

const KEYS = 50_000

/** Remembers when things happened, a list a key, at most 50,000 keys. */
export class Window {
  #times = new Recent<string, number[]>(KEYS)
  readonly span: number

  /** `span` is in milliseconds. */
  constructor(span: number) {
    this.span = span
  }

  add(key: string, now: number): void {
    this.#times.set(key, [...this.#fresh(key, now), now])
  }

  count(key: string, now: number): number {
    return this.#fresh(key, now).length
  }

  /** Milliseconds until the oldest counted event leaves the span. */
  wait(key: string, now: number): number {
    const [first] = this.#fresh(key, now)
    return first === undefined ? 0 : first + this.span - now
  }

  clear(key: string): void {
    this.#times.delete(key)
  }

  #fresh(key: string, now: number): number[] {
    return (this.#times.get(key) ?? []).filter(time => time > now - this.span)
  }
}
