// What Hearth counts about itself while it runs.
import { routeOf } from '../auth/address'
import { catalogs } from '../completion/models'
import { runsOf } from '../completion/replies/runs'
import type { House } from '../config/house'
import { Counter, Histogram, Spread } from '../utils/figures'
import { perObject } from '../utils/once'
import { connections } from '../webui/connections/connection'
import { type Ended, watchersOf } from '../webui/connections/watch'
import type { Sources } from '../webui/system/state'
import { placeOf } from './metrics-doors'

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
/** Models take their time. */
const LONG_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120]
const LAG_SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5]
const LAG_MS = 1000

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

export class Metrics {
  /** By method and route: how many had which status, and how long until the answer began. */
  readonly routes = new Map<string, { statuses: Map<number, number>; spread: Spread }>()
  /** By address and outcome. */
  readonly calls = new Counter()
  /** By address: until the provider's answer begins. */
  readonly firstBytes = new Histogram(LONG_SECONDS)
  readonly lag = new Histogram(LAG_SECONDS)
  /** Of websockets, by door. */
  readonly sockets = { native: 0, compat: 0 }
  /** By kind; a transaction's statements are counted on their own. */
  readonly statements = { read: 0, write: 0, transaction: 0 }
  /** Writes and transactions that wait or run. */
  queued = 0

  /** Notes an answered request. `started` is of the process's own clock. */
  answered(request: Request, { status, headers }: Response, started: number): void {
    const method = METHODS.has(request.method) ? request.method : 'other'
    const { statuses, spread } = this.#route(
      `${method}\n${routeOf(request) ?? placeOf(request, status, headers)}`,
    )
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    spread.observe((performance.now() - started) / 1000)
  }

  #route(key: string) {
    const known = this.routes.get(key)
    if (known) return known
    const made = { statuses: new Map<number, number>(), spread: new Spread(SECONDS) }
    this.routes.set(key, made)
    return made
  }
}

/** The figures of this house. */
export const metricsOf = perObject((_house: House) => new Metrics())

/** What the page about the system is told of what stands above it. */
export const sources = (house: House): Sources => ({
  catalogs: catalogs(house),
  running: () => runsOf(house).running,
  sockets: () => {
    const { native, compat } = metricsOf(house).sockets
    return native + compat
  },
})

/** Looks on at providers and the event loop from now on. Gives the function that stops that. */
export function keepMetrics(house: House): () => void {
  const metrics = metricsOf(house)
  const unwatch = watchCalls(house, metrics)
  let expected = performance.now() + LAG_MS
  const timer = setInterval(() => {
    const now = performance.now()
    metrics.lag.observe('', Math.max(0, now - expected) / 1000)
    expected = now + LAG_MS
  }, LAG_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    unwatch()
  }
}

function watchCalls(house: House, metrics: Metrics): () => void {
  const watcher = (url: string) => {
    const began = performance.now()
    return (ended: Ended) => {
      metrics.calls.add(`${url}\n${outcomeOf(ended)}`)
      if ('status' in ended) metrics.firstBytes.observe(url, (performance.now() - began) / 1000)
    }
  }
  watchersOf(house).add(watcher)
  return () => void watchersOf(house).delete(watcher)
}

/** `openai/0`; addresses that are only being tried, or were connections once, share one label. */
export function labelOf(house: House, url: string): string {
  for (const kind of ['openai', 'ollama'] as const) {
    const known = connections(house, kind).find(connection => connection.url === url)
    if (known) return `${kind}/${known.idx}`
  }
  return 'other'
}

function outcomeOf(ended: Ended): string {
  if ('error' in ended) return Object(ended.error).name === 'AbortError' ? 'stopped' : 'unreachable'
  if (ended.status < 400) return 'ok'
  return ended.status < 500 ? 'refused' : 'failed'
}
