// The figures as Prometheus reads them. Every label has few values: routes, connections, outcomes.
import { runsOf } from '../completion/replies/runs'
import type { House } from '../config/house'
import { build } from '../utils/build'
import { Exposition, Spread } from '../utils/figures'
import { recorder } from '../webui/audit/keep'
import { ledgerOf, type Outcome } from '../webui/usage/ledger'
import { labelOf, type Metrics, metricsOf } from './metrics'
import { tracesOf } from './tracing'

/** All of it, as it is now. */
export function exposition(house: House): string {
  const text = new Exposition()
  const metrics = metricsOf(house)
  traffic(text, house, metrics)
  work(text, house, metrics)
  ledger(text, house)
  machine(text, metrics)
  return text.toString()
}

function traffic(text: Exposition, house: House, metrics: Metrics): void {
  const { routes, sockets } = metrics
  text
    .counters(
      'hearth_http_requests_total',
      'Answered requests.',
      ['method', 'route', 'status'],
      [...routes].flatMap(([key, { statuses }]) =>
        [...statuses].map(([status, count]): [string, number] => [`${key}\n${status}`, count]),
      ),
    )
    .histogram(
      'hearth_http_request_duration_seconds',
      'Time until the answer began.',
      ['method', 'route'],
      [...routes].map(([key, { spread }]): [string, Spread] => [key, spread]),
    )
    .counters(
      'hearth_upstream_calls_total',
      'Calls to providers.',
      ['connection', 'outcome'],
      callsOf(house, metrics),
    )
    .histogram(
      'hearth_upstream_first_byte_seconds',
      'Time until the answer of a provider began.',
      ['connection'],
      firstBytesOf(house, metrics),
    )
    .gauges('hearth_sockets', 'Open websockets.', [
      [{ door: 'native' }, sockets.native],
      [{ door: 'socketio' }, sockets.compat],
    ])
}

/** By connection instead of by address, which nobody outside need know. */
function callsOf(house: House, { calls }: Metrics): Map<string, number> {
  const sums = new Map<string, number>()
  for (const [key, count] of calls.entries()) {
    const [url = '', outcome = ''] = key.split('\n')
    const named = `${labelOf(house, url)}\n${outcome}`
    sums.set(named, (sums.get(named) ?? 0) + count)
  }
  return sums
}

function firstBytesOf(house: House, { firstBytes }: Metrics): Map<string, Spread> {
  const spreads = new Map<string, Spread>()
  for (const [url, spread] of firstBytes.entries()) {
    const name = labelOf(house, url)
    const sum = spreads.get(name) ?? new Spread(spread.bounds)
    sum.add(spread)
    spreads.set(name, sum)
  }
  return spreads
}

function work(text: Exposition, house: House, { statements, queued }: Metrics): void {
  text
    .gauge('hearth_replies_running', 'Replies being written now.', runsOf(house).running)
    .counters(
      'hearth_db_statements_total',
      'Statements, and transactions around some of them.',
      ['kind'],
      Object.entries(statements),
    )
    .gauge('hearth_db_queue_length', 'Writes and transactions that wait or run.', queued)
}

function ledger(text: Exposition, house: House): void {
  const { figures } = ledgerOf(house)
  const audit = recorder(house).figures
  const by = (names: readonly (Outcome | 'prompt' | 'completion')[]) =>
    [...figures.kinds].flatMap(([kind, sums]) =>
      names.map((name): [string, number] => [`${kind}\n${name}`, sums[name]]),
    )
  text
    .gauge('hearth_model_calls_running', 'Calls to models that go on.', figures.running)
    .counters(
      'hearth_model_calls_total',
      'Ended calls to models.',
      ['kind', 'outcome'],
      by(['done', 'stopped', 'failed']),
    )
    .counters(
      'hearth_tokens_total',
      'Tokens of ended calls, estimated ones included.',
      ['kind', 'direction'],
      by(['prompt', 'completion']),
    )
    .counter('hearth_budget_refusals_total', 'Calls refused by a budget.', figures.refused)
    .counters(
      'hearth_audit_rows_total',
      'Rows written to the audit log.',
      ['outcome'],
      Object.entries(audit.written),
    )
    .gauge('hearth_audit_waiting', 'Rows of the audit log not written yet.', audit.waiting)
    .counter('hearth_audit_dropped_total', 'Rows of the audit log that were lost.', audit.dropped)
  const traces = tracesOf(house)
  if (!traces) return
  text
    .counter('hearth_trace_spans_sent_total', 'Spans that the collector took.', traces.sent)
    .counter('hearth_trace_spans_dropped_total', 'Spans that were let go.', traces.dropped)
}

const MICRO = 1_000_000

function machine(text: Exposition, { lag }: Metrics): void {
  const { rss, heapUsed, heapTotal, external } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  text
    .histogram('hearth_event_loop_lag_seconds', 'How late the event loop is.', [], lag.entries())
    .gauge('process_resident_memory_bytes', 'Resident memory.', rss)
    .gauges('hearth_heap_bytes', 'Memory of the JavaScript heap.', [
      [{ kind: 'used' }, heapUsed],
      [{ kind: 'total' }, heapTotal],
      [{ kind: 'external' }, external],
    ])
    .counter('process_cpu_seconds_total', 'CPU time used.', (user + system) / MICRO)
    .gauge(
      'process_start_time_seconds',
      'When the process began.',
      Math.round(performance.timeOrigin / 1000),
    )
    .gauge('hearth_build_info', 'The version that runs.', 1, {
      version: build.version,
      commit: build.commit,
    })
}
