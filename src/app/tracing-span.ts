// A span, and how OTLP writes it as JSON.

export type Attributes = Readonly<Record<string, string | number | boolean>>

/** OTLP's numbers. */
export const KIND = { internal: 1, server: 2, client: 3 } as const

export interface Span {
  trace_id: string
  span_id: string
  parent_id: string | null
  name: string
  kind: number
  sampled: boolean
  /** Milliseconds of the process's own clock. */
  start: number
  end: number
  status: 'ok' | 'error'
  attributes: Attributes
}

const hex = (bytes: number): string => crypto.getRandomValues(Buffer.alloc(bytes)).toString('hex')

type Parent = Pick<Span, 'trace_id' | 'span_id' | 'sampled'> | { ratio: number }

/** Begins a span below another, or one of a trace of its own, of which `ratio` are recorded. */
export function beginSpan(kind: number, name: string, parent: Parent): Span {
  const above = 'ratio' in parent ? null : parent
  return {
    trace_id: above?.trace_id ?? hex(16),
    span_id: hex(8),
    parent_id: above?.span_id ?? null,
    name,
    kind,
    sampled: 'ratio' in parent ? Math.random() < parent.ratio : parent.sampled,
    start: performance.now(),
    end: 0,
    status: 'ok',
    attributes: {},
  }
}

/** The body of a request to a collector. */
export const document = (resource: Attributes, spans: readonly Span[]): string =>
  JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: pairs(resource) },
        scopeSpans: [{ scope: { name: 'hearth' }, spans: spans.map(toOtlp) }],
      },
    ],
  })

const ERROR = 2
const UNSET = 0

const toOtlp = (span: Span) => ({
  traceId: span.trace_id,
  spanId: span.span_id,
  ...(span.parent_id && { parentSpanId: span.parent_id }),
  name: span.name,
  kind: span.kind,
  startTimeUnixNano: nanoseconds(span.start),
  endTimeUnixNano: nanoseconds(span.end),
  attributes: pairs(span.attributes),
  status: { code: span.status === 'error' ? ERROR : UNSET },
})

const NANO = 1_000_000

/** Too large for a number: OTLP has it as text. */
const nanoseconds = (ms: number): string =>
  String(BigInt(Math.round(performance.timeOrigin)) * BigInt(NANO) + BigInt(Math.round(ms * NANO)))

const pairs = (attributes: Attributes) =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }))

function anyValue(value: string | number | boolean) {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value }
}
