// GET /metrics: who may read it, what it counts, and that no label grows without end.
import { expect, test } from 'bun:test'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { until } from '../../until'
import { openDesk, say, streamed } from '../completion/desk'
import { begin, question, untilShown } from '../completion/follow'

const read = async (caller: Caller): Promise<string> => {
  const answer = await caller.fetch('/metrics')
  if (answer.status !== 200) throw new Error(`no metrics: ${answer.status}`)
  return answer.text()
}

/** The value of a line; 0 when there is none. */
const value = (text: string, line: string): number => {
  const found = text.split('\n').find(one => one.startsWith(`${line} `))
  return found ? Number(found.slice(line.length + 1)) : 0
}

test('it is not there but for admins and who has the token', async () => {
  await using app = await openApp({ env: { METRICS_TOKEN: 'scrape-me-often' } })
  const ada = await app.admin()
  const bob = await app.user('Bob')
  const pending = await app.pending('Pat')
  const status = async (init: RequestInit = {}) => (await app.fetch('/metrics', init)).status
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
  expect(await status()).toBe(404)
  for (const caller of [bob, pending]) expect((await caller.get('/metrics')).status).toBe(404)
  expect(await status(bearer('scrape-me-oftem'))).toBe(404)
  expect(await status(bearer(''))).toBe(404)
  expect(await status(bearer('scrape-me-often'))).toBe(200)
  expect(await status({ headers: { cookie: 'token=scrape-me-often' } })).toBe(404)
  const answer = await ada.fetch('/metrics')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toStartWith('text/plain; version=0.0.4')
})

test('without a token an empty one opens nothing', async () => {
  await using app = await openApp()
  await app.admin()
  const answer = await app.fetch('/metrics', { headers: { authorization: 'Bearer ' } })
  expect(answer.status).toBe(404)
})

test('every line is one that Prometheus reads', async () => {
  await using desk = await openDesk()
  await desk.ada.post('/v1/chat/completions', say('hi'))
  const lines = (await read(desk.ada)).trimEnd().split('\n')
  const label = /[a-z_]+="(?:[^"\\\n]|\\["\\n])*"/.source
  const sample = new RegExp(`^[a-z_]+(\\{${label}(,${label})*\\})? (\\d+(\\.\\d+)?(e[+-]?\\d+)?)$`)
  for (const line of lines) {
    if (!line.startsWith('#')) expect(line).toMatch(sample)
    else expect(line).toMatch(/^# (HELP [a-z_]+ \S.*|TYPE [a-z_]+ (counter|gauge|histogram))$/)
  }
  const types = lines.filter(line => line.startsWith('# TYPE')).map(line => line.split(' ')[2])
  expect(new Set(types).size).toBe(types.length)
  for (const name of new Set(lines.filter(line => /_bucket/.test(line)).map(bucketless))) {
    const counts = lines
      .filter(line => bucketless(line) === name)
      .map(line => Number(line.split(' ').at(-1)))
    expect(counts).toEqual(counts.toSorted((a, b) => a - b))
  }
})

const bucketless = (line: string): string => line.replace(/,?le="[^"]*"/, '').replace(/ \S+$/, '')

test('requests are counted by route, never by path', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  for (const n of Array(30).keys()) {
    await ada.get(`/api/v1/chats/${crypto.randomUUID()}`)
    await app.fetch(`/no/such/page/${n}`, { method: 'DELETE' })
    await app.fetch(`/some/page/${n}`)
  }
  await ada.post('/api/v1/auths/update/password', {})
  const text = await read(ada)
  const route = (method: string, path: string, status: number) =>
    value(text, `hearth_http_requests_total{method="${method}",route="${path}",status="${status}"}`)
  expect(route('GET', '/api/v1/chats/:id', 401)).toBe(30)
  expect(route('DELETE', 'unknown', 405)).toBe(30)
  expect(route('GET', 'page', 200)).toBe(30)
  expect(route('POST', '/api/v1/auths/update/password', 422)).toBe(1)
  const duration =
    'hearth_http_request_duration_seconds_count{method="GET",route="/api/v1/chats/:id"}'
  expect(value(text, duration)).toBe(30)
  expect(text.split('\n').length).toBeLessThan(400)
})

test('calls to providers are counted by connection and outcome', async () => {
  await using desk = await openDesk({ scripts: { slow: { fault: { status: 503 } } } })
  await desk.ada.post('/v1/chat/completions', say('hi'))
  await desk.ada.post('/v1/chat/completions', say('hi', { model: 'slow' }))
  const text = await read(desk.ada)
  const calls = (outcome: string) =>
    value(text, `hearth_upstream_calls_total{connection="openai/0",outcome="${outcome}"}`)
  expect(calls('ok')).toBeGreaterThanOrEqual(2)
  expect(calls('failed')).toBe(1)
  const begun = value(text, 'hearth_upstream_first_byte_seconds_count{connection="openai/0"}')
  expect(begun).toBe(calls('ok') + calls('failed'))
})

test('running replies, tokens, statements, rows of the audit log and memory are told', async () => {
  await using desk = await openDesk(
    { script: { pace: 'steps' } },
    { ENABLE_TITLE_GENERATION: 'false' },
  )
  const reply = await begin(desk.ada, question('one two three'))
  await desk.provider.next(2)
  await untilShown(desk.ada, reply.id, 'one')
  const during = await read(desk.ada)
  expect(value(during, 'hearth_replies_running')).toBe(1)
  expect(value(during, 'hearth_model_calls_running')).toBe(1)
  desk.provider.finish()
  await until(async () => value(await read(desk.ada), 'hearth_replies_running') === 0)
  await desk.ada.post('/api/v1/auths/api_keys', { name: 'laptop' })
  await until(
    async () => value(await read(desk.ada), 'hearth_audit_rows_total{outcome="done"}') > 0,
  )
  const text = await read(desk.ada)
  expect(value(text, 'hearth_tokens_total{kind="chat",direction="completion"}')).toBeGreaterThan(0)
  expect(value(text, 'hearth_model_calls_total{kind="chat",outcome="done"}')).toBe(1)
  for (const kind of ['read', 'write', 'transaction']) {
    expect(value(text, `hearth_db_statements_total{kind="${kind}"}`)).toBeGreaterThan(0)
  }
  expect(value(text, 'process_resident_memory_bytes')).toBeGreaterThan(10_000_000)
  expect(Math.abs(value(text, 'process_start_time_seconds') - Date.now() / 1000)).toBeLessThan(7200)
  await streamed(desk.ada, say('hi'))
})

test('open websockets are counted by door', async () => {
  await using app: App = await openApp()
  const ada = await app.admin()
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/ws`, {
    headers: { cookie: `token=${ada.token}`, origin: app.url },
  } as unknown as string[])
  const open = async () => value(await read(ada), 'hearth_sockets{door="native"}')
  await until(async () => (await open()) === 1)
  socket.close()
  await until(async () => (await open()) === 0)
})
