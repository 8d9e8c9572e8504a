// Figures of what passes beside the routes: websockets, the page, its files.
import type { SocketData, Sockets } from '../socket'
import { isAsset, pathOf } from './client'
import type { Metrics } from './metrics'

/** What stands for the route of a request that no route took. */
export function placeOf(request: Request, status: number, headers: Headers): string {
  const path = pathOf(request.url)
  if (isAsset(path)) return 'asset'
  if (/^\/ws(\/|$)/.test(path)) return 'socket'
  if (request.method === 'OPTIONS') return 'preflight'
  return status === 200 && headers.get('content-type')?.startsWith('text/html') ? 'page' : 'unknown'
}

/** The same handlers; how many sockets are open is counted by door. */
export function counted(
  handlers: Sockets['websocket'],
  open: Metrics['sockets'],
): Sockets['websocket'] {
  const doorOf = ({ data }: Bun.ServerWebSocket<SocketData>) =>
    'kind' in data ? 'native' : 'compat'
  return {
    ...handlers,
    open(ws) {
      open[doorOf(ws)]++
      return handlers.open?.(ws)
    },
    close(ws, code, reason) {
      open[doorOf(ws)]--
      return handlers.close?.(ws, code, reason)
    },
  }
}
