// OpenTelemetry traces, where a collector is named: requests, calls to providers, transactions. Off, nothing of this runs.
import { AsyncLocalStorage } from 'node:async_hooks'
import { routeOf } from '../auth/address'
import type { House } from '../config/house'
import { perObject } from '../utils/once'
import { watchersOf } from '../webui/connections/watch'
import { Exporter } from './tracing-export'
import { type Attributes, beginSpan, KIND, type Span } from './tracing-span'

export class Traces {
  readonly #exporter: Exporter
  readonly #ratio: number
  readonly #here = new AsyncLocalStorage<Span>()

  constructor(house: House, endpoint: string) {
    this.#exporter = new Exporter(house, endpoint)
    this.#ratio = house.env.OTEL_TRACES_SAMPLER_ARG
  }

  /** Spans that the collector took, and those that were let go. */
  get sent(): number {
    return this.#exporter.sent
  }

  get dropped(): number {
    return this.#exporter.dropped
  }

  /** Serves a request inside a span that ends when its answer begins. */
  async request(request: Request, serve: () => Response | Promise<Response>): Promise<Response> {
    const span = beginSpan(KIND.server, request.method, callerOf(request) ?? { ratio: this.#ratio })
    return this.#here.run(span, async () => {
      try {
        const response = await serve()
        this.#end(span, statusOf(response.status), {
          'http.response.status_code': response.status,
          ...named(span, request),
        })
        return response
      } catch (error) {
        this.#end(span, 'error', named(span, request))
        throw error
      }
    })
  }

  /** A span inside the one that runs now; nothing where none does. Gives what ends it. */
  inside(
    name: string,
    kind: number,
    attributes: Attributes = {},
  ): ((status: 'ok' | 'error', more?: Attributes) => void) | undefined {
    const parent = this.#here.getStore()
    if (!parent?.sampled) return undefined
    const span = beginSpan(kind, name, parent)
    return (status, more = {}) => this.#end(span, status, { ...attributes, ...more })
  }

  /** Looks on at providers from now on. Gives the closer, which sends what waits. */
  open(house: House): () => Promise<void> {
    const watcher = (url: string, method: string) => {
      const end = this.inside('provider call', KIND.client, {
        'server.address': URL.parse(url)?.hostname ?? '',
        'http.request.method': method,
      })
      return (ended: { status: number } | { error: unknown }) =>
        'status' in ended
          ? end?.(statusOf(ended.status), { 'http.response.status_code': ended.status })
          : end?.('error', { 'error.type': Object(ended.error).name ?? 'Error' })
    }
    watchersOf(house).add(watcher)
    this.#exporter.open()
    return async () => {
      watchersOf(house).delete(watcher)
      await this.#exporter.close()
    }
  }

  #end(span: Span, status: 'ok' | 'error', attributes: Attributes): void {
    if (!span.sampled) return
    span.end = performance.now()
    span.status = status
    span.attributes = attributes
    this.#exporter.take(span)
  }
}

/** The span's name and facts: the route's template, never the path, which may hold what people wrote. */
function named(span: Span, request: Request): Attributes {
  const route = routeOf(request)
  if (route) span.name = `${request.method} ${route}`
  return { 'http.request.method': request.method, ...(route && { 'http.route': route }) }
}

const statusOf = (status: number): 'ok' | 'error' => (status >= 500 ? 'error' : 'ok')

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/

/** Where the caller is in a trace of his own. */
function callerOf(request: Request) {
  const [, trace_id, span_id, flags] =
    TRACEPARENT.exec(request.headers.get('traceparent') ?? '') ?? []
  if (!trace_id || !span_id || /^0+$/.test(trace_id) || /^0+$/.test(span_id)) return undefined
  return { trace_id, span_id, sampled: (Number.parseInt(flags ?? '0', 16) & 1) === 1 }
}

/** The traces of this house; null where no collector is named. */
export const tracesOf = perObject((house: House): Traces | null => {
  const endpoint = house.env.OTEL_EXPORTER_OTLP_ENDPOINT
  return endpoint === null ? null : new Traces(house, endpoint)
})
