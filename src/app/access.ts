// A line in the log for every answered request, by which an id that somebody quotes is found again.
import { requestId, routeOf } from '../auth/address'
import type { House } from '../config/house'
import { type Gathered, gathered } from '../utils/gather'
import { placeOf } from './metrics-doors'

interface Answered {
  at: number
  id: string
  method: string
  /** The route's template: a path may hold what people wrote. */
  route: string
  status: number
  /** Until the answer began. */
  ms: number
}

/** A line made between two requests costs several times what it costs among other lines. */
const GATHER_MS = 50

/** Asked every few seconds by whoever watches over the server. */
const UNTOLD = '/health'

export type AccessLog = Gathered<Answered>

export function accessLog({ log }: House): AccessLog {
  const main = log.component('main')
  if (!main.enabled('info')) return { add() {}, flush() {} }
  return gathered(GATHER_MS, many => main.plain(many.map(line), 'answered'))
}

let moment = { at: 0, text: '' }

/** Many requests share a millisecond on a busy server. */
function timeOf(at: number): string {
  if (moment.at !== at) moment = { at, text: new Date(at).toISOString() }
  return moment.text
}

const line = ({ at, id, method, route, status, ms }: Answered) => ({
  time: timeOf(at),
  id,
  method,
  route,
  status,
  ms,
})

/** `started` is of the process's own clock. */
export function note(log: AccessLog, request: Request, answer: Response, started: number): void {
  const { status, headers } = answer
  const route = routeOf(request) ?? placeOf(request, status, headers)
  if (route === UNTOLD) return
  const ms = Math.round(performance.now() - started)
  log.add({ at: Date.now(), id: requestId(request), method: request.method, route, status, ms })
}
