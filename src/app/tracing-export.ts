// Sends spans to the collector: a batch at a time, from a bounded queue, and never in anybody's way.
import type { House } from '../config/house'
import { egress } from '../net/egress'
import { build } from '../utils/build'
import { proxies } from '../webui/connections/fetch'
import { document, type Span } from './tracing-span'

const QUEUE = 4096
const BATCH = 512
const PAUSE_MS = 2000
const LONGEST_PAUSE_MS = 60_000
const GOODBYE_MS = 2000
const LIMITS = { headers: 5000, idle: 5000, deadline: 10_000, bytes: 65_536 }

export class Exporter {
  sent = 0
  dropped = 0
  readonly #house: House
  readonly #url: string
  readonly #fetch: typeof fetch
  readonly #headers: Record<string, string>
  readonly #resource: Record<string, string>
  #queue: Span[] = []
  #sending: Promise<void> | undefined
  #timer: Timer | undefined
  #pause = PAUSE_MS

  constructor(house: House, endpoint: string) {
    this.#house = house
    this.#url = `${endpoint.replace(/\/+$/, '')}/v1/traces`
    this.#fetch = egress({
      policy: 'admin',
      origin: endpoint,
      proxies: proxies(house),
      limits: LIMITS,
    })
    const given = house.env.OTEL_EXPORTER_OTLP_HEADERS.map(read)
    this.#headers = { 'content-type': 'application/json', ...Object.fromEntries(given) }
    this.#resource = {
      'service.name': house.env.OTEL_SERVICE_NAME,
      'service.version': build.version,
      'service.instance.id': crypto.randomUUID(),
    }
  }

  open(): void {
    this.#wait()
  }

  /** A full queue lets go of what comes: a collector that is away costs no memory. */
  take(span: Span): void {
    if (this.#queue.length >= QUEUE) this.dropped++
    else this.#queue.push(span)
    if (this.#queue.length === BATCH && this.#pause === PAUSE_MS) void this.#send()
  }

  /** Sends what waits, for a moment; the rest is let go. */
  async close(): Promise<void> {
    clearTimeout(this.#timer)
    const signal = AbortSignal.timeout(GOODBYE_MS)
    const late = new Promise<void>(resolve => signal.addEventListener('abort', () => resolve()))
    await Promise.race([this.#rest(signal), late])
    clearTimeout(this.#timer)
    this.dropped += this.#queue.length
    this.#queue = []
  }

  async #rest(signal: AbortSignal): Promise<void> {
    await this.#sending
    while (this.#queue.length > 0 && !signal.aborted) {
      const before = this.#queue.length
      await this.#post(signal)
      if (this.#queue.length >= before) return
    }
  }

  #wait(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#send(), this.#pause)
    this.#timer.unref()
  }

  #send(): Promise<void> {
    this.#sending ??= this.#post().finally(() => {
      this.#sending = undefined
      this.#wait()
    })
    return this.#sending
  }

  /** What a collector could not take now waits, and longer each time; what it refuses goes. */
  async #post(signal?: AbortSignal): Promise<void> {
    const batch = this.#queue.slice(0, BATCH)
    if (batch.length === 0) return
    const fate = await this.#attempt(batch, signal)
    if (fate === 'later') {
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS)
      return
    }
    this.#pause = PAUSE_MS
    this.#queue = this.#queue.slice(batch.length)
    if (fate === 'taken') this.sent += batch.length
    else this.dropped += batch.length
  }

  async #attempt(batch: Span[], signal?: AbortSignal): Promise<'taken' | 'refused' | 'later'> {
    try {
      const response = await this.#fetch(this.#url, {
        method: 'POST',
        headers: this.#headers,
        body: document(this.#resource, batch),
        ...(signal && { signal }),
      })
      await response.body?.cancel()
      if (response.ok) return 'taken'
      this.#complain({ status: response.status })
      return RETRIED.has(response.status) ? 'later' : 'refused'
    } catch (error) {
      this.#complain({ err: error })
      return 'later'
    }
  }

  #complain(facts: Record<string, unknown>): void {
    // Once for each time it goes away, not once a batch.
    if (this.#pause > PAUSE_MS) return
    this.#house.log.component('main').warn(facts, 'the collector does not take traces')
  }
}

const RETRIED = new Set([408, 429, 502, 503, 504])

/** `name=value`, the value percent-encoded where that is needed. */
function read(pair: string): [string, string] {
  const at = pair.indexOf('=')
  const value = pair.slice(at + 1).trim()
  try {
    return [pair.slice(0, at).trim(), decodeURIComponent(value)]
  } catch {
    return [pair.slice(0, at).trim(), value]
  }
}
