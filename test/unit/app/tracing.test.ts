// Traces: what leaves, how it hangs together, and that no collector ever holds Hearth up.
import { expect, test } from 'bun:test'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { until } from '../../until'
import { type Data, openDesk, say } from '../completion/desk'

interface Collector extends AsyncDisposable {
  url: string
  env: Record<string, string>
  /** What it does with the next requests. */
  mood: 'takes' | 'hangs' | 'busy' | 'refuses'
  requests: { path: string; headers: Headers; spans: Data[]; resource: Data }[]
  spans(): Data[]
}

/** A collector that does what it is told to. */
function openCollector(port = 0): Collector {
  const server = Bun.serve({
    port,
    hostname: '127.0.0.1',
    async fetch(request) {
      const body: Data = await request.json()
      const [all] = body.resourceSpans
      const { spans } = all.scopeSpans[0]
      const { pathname: path } = new URL(request.url)
      collector.requests.push({ path, headers: request.headers, spans, resource: all.resource })
      if (collector.mood === 'hangs') return new Promise<Response>(() => {})
      if (collector.mood === 'busy') return new Response(null, { status: 503 })
      if (collector.mood === 'refuses') return new Response(null, { status: 400 })
      taken.push(...spans)
      return Response.json({ partialSuccess: {} })
    },
  })
  const taken: Data[] = []
  const collector: Collector = {
    url: `http://127.0.0.1:${server.port}`,
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${server.port}` },
    mood: 'takes',
    requests: [],
    spans: () => taken,
    [Symbol.asyncDispose]: () => server.stop(true),
  }
  return collector
}

const fact = (span: Data, key: string) => {
  const found = span.attributes.find((one: Data) => one.key === key)?.value
  return found && Object.values(found)[0]
}

const metric = async (admin: Caller, name: string): Promise<number> => {
  const text = await (await admin.fetch('/metrics')).text()
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1] ?? Number.NaN)
}

test('a request, its call to a provider and its transactions are one trace', async () => {
  await using collector = openCollector()
  const headers = 'x-key=let%20me%20in,x-tenant=hearth'
  await using desk = await openDesk(
    {},
    { ...collector.env, OTEL_EXPORTER_OTLP_HEADERS: headers, OTEL_SERVICE_NAME: 'my-hearth' },
  )
  await desk.ada.post('/v1/chat/completions', say('a secret question'))
  const chat = { history: { messages: {}, currentId: null }, title: 'A secret title' }
  await desk.ada.post('/api/v1/chats/new', { chat })
  const named = (name: string) => collector.spans().filter(span => span.name === name)
  await until(() => named('POST /api/v1/chats/new').length === 1)
  const [request] = named('POST /v1/chat/completions')
  const call = named('provider call').find(span => span.parentSpanId === request.spanId)
  expect(call).toMatchObject({ traceId: request.traceId, kind: 3 })
  expect(fact(call, 'server.address')).toBe('127.0.0.1')
  expect(fact(call, 'http.response.status_code')).toBe('200')
  expect(request).toMatchObject({ kind: 2, status: { code: 0 } })
  expect(request.parentSpanId).toBeUndefined()
  expect(fact(request, 'http.route')).toBe('/v1/chat/completions')
  expect(BigInt(request.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(call.startTimeUnixNano))
  expect(Math.abs(Number(request.startTimeUnixNano) / 1e6 - Date.now())).toBeLessThan(60_000)
  const [made] = named('POST /api/v1/chats/new')
  const inside = named('db transaction').filter(span => span.parentSpanId === made.spanId)
  expect(inside.length).toBeGreaterThan(0)
  const [sent] = collector.requests
  expect(sent?.path).toBe('/v1/traces')
  expect(sent?.headers.get('x-key')).toBe('let me in')
  expect(sent?.headers.get('x-tenant')).toBe('hearth')
  expect(fact(sent?.resource, 'service.name')).toBe('my-hearth')
  expect(JSON.stringify(collector.spans())).not.toContain('secret')
})

test('a caller’s own trace goes on here, and one that he does not record is not', async () => {
  await using collector = openCollector()
  await using app = await openApp({ env: collector.env })
  const trace = '0af7651916cd43dd8448eb211c80319c'
  const parent = 'b7ad6b7169203331'
  const call = (flags: string, id = trace) =>
    app.fetch('/api/version', { headers: { traceparent: `00-${id}-${parent}-${flags}` } })
  await call('00', '1'.repeat(32))
  await call('01', 'no such thing')
  await call('01')
  await until(() => collector.spans().length >= 2)
  const [broken, ours] = collector.spans()
  expect(broken.parentSpanId).toBeUndefined()
  expect(ours).toMatchObject({ traceId: trace, parentSpanId: parent, name: 'GET /api/version' })
  expect(collector.spans()).toHaveLength(2)
})

test('a share of requests is traced when the environment says so', async () => {
  await using collector = openCollector()
  await using app = await openApp({ env: { ...collector.env, OTEL_TRACES_SAMPLER_ARG: '0' } })
  await app.admin()
  await app[Symbol.asyncDispose]()
  expect(collector.requests).toEqual([])
})

test('a server error is marked, a refusal is none', async () => {
  await using collector = openCollector()
  await using desk = await openDesk({ script: { fault: { status: 500 } } }, collector.env)
  await desk.ada.post('/v1/chat/completions', say('hi'))
  await desk.app.fetch('/api/v1/users/')
  const named = (name: string) => collector.spans().find(span => span.name === name)
  await until(() => named('GET /api/v1/users/') !== undefined)
  expect(named('POST /v1/chat/completions').status).toEqual({ code: 2 })
  expect(named('GET /api/v1/users/').status).toEqual({ code: 0 })
})

test('nothing leaves unless a collector is named', async () => {
  await using collector = openCollector()
  await using app = await openApp()
  const ada = await app.admin()
  expect(await metric(ada, 'hearth_trace_spans_sent_total')).toBeNaN()
  await app[Symbol.asyncDispose]()
  expect(collector.requests).toEqual([])
})

test('what waits is sent when Hearth stops', async () => {
  await using collector = openCollector()
  await using app = await openApp({ env: collector.env })
  await app.fetch('/api/version')
  await app[Symbol.asyncDispose]()
  expect(collector.spans().map(span => span.name)).toContain('GET /api/version')
})

const visit = async (app: App, times: number): Promise<void> => {
  const lanes = Array.from({ length: 16 }, async () => {
    for (let n = 0; n < times / 16; n++) await (await app.fetch('/health')).text()
  })
  await Promise.all(lanes)
}

test('a collector that hangs holds nobody up, and its queue stays bounded', async () => {
  await using collector = openCollector()
  collector.mood = 'hangs'
  await using app = await openApp({ env: collector.env })
  const ada = await app.admin()
  await visit(app, 6000)
  expect(await metric(ada, 'hearth_trace_spans_dropped_total')).toBeGreaterThan(500)
  expect(await metric(ada, 'hearth_trace_spans_sent_total')).toBe(0)
  expect(collector.requests.length).toBeLessThan(3)
  // And leaves with the server: waiting for it would outlast the test.
  await app[Symbol.asyncDispose]()
})

test('what a collector has no time for is sent again, what it refuses is not', async () => {
  await using collector = openCollector()
  collector.mood = 'busy'
  await using app = await openApp({ env: collector.env })
  const ada = await app.admin()
  await until(() => collector.requests.length > 0)
  collector.mood = 'takes'
  await until(() => collector.spans().some(span => span.name === 'POST /api/v1/auths/signup'))
  collector.mood = 'refuses'
  const before = collector.requests.length
  await app.fetch('/api/version')
  await until(() => collector.requests.length > before)
  await until(async () => (await metric(ada, 'hearth_trace_spans_dropped_total')) > 0)
  expect(collector.spans().map(span => span.name)).not.toContain('GET /api/version')
})

test('a collector that drops the line costs nothing, and gets everything when it is back', async () => {
  let dropped = 0
  const dropping = Bun.listen({
    hostname: '127.0.0.1',
    port: 0,
    socket: {
      data(socket) {
        dropped++
        socket.terminate()
      },
    },
  })
  const { port } = dropping
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` }
  await using app = await openApp({ env })
  const ada = await app.admin()
  await until(() => dropped > 0)
  expect((await ada.get('/api/v1/auths/')).status).toBe(200)
  expect(await metric(ada, 'hearth_trace_spans_sent_total')).toBe(0)
  dropping.stop(true)
  await using collector = openCollector(port)
  await until(() => collector.spans().some(span => span.name === 'POST /api/v1/auths/signup'))
})
