// Live connections: /ws for the web client and /ws/socket.io for clients of the contract.
import type { BunWebSocket, WebSocketData } from '@socket.io/bun-engine'
import type { House } from '../config/house'
import { CompatDoor } from './compat'
import type { Feed } from './feed'
import { Gather } from './gather'
import { type Hall, refuse } from './hall'
import { IDLE_SECONDS, PAYLOAD_BYTES, Tally, UNREAD_BYTES } from './limits'
import { type NativeData, NativeDoor, type NativeSocket } from './native'
import { openPresence, type Presence } from './presence'
import { Seats } from './seats'
import { type Say, type Sight, Usage } from './usage'

export { type ChatEvent, type ChatEvents, chatEvents, NoAnswer } from './chat-events'
export { type Audience, type Feed, feed, type LiveEvent } from './feed'
export type { Sees, Sight } from './usage'

/** What a websocket carries: `kind` marks the native door's, the engine's have a `transport`. */
export type SocketData = NativeData | WebSocketData

type Server = Bun.Server<SocketData>

export interface Sockets {
  /** Answers /ws and what is below it; undefined for any other path. */
  fetch(request: Request, server: Bun.Server<SocketData>): Response | Promise<Response> | undefined
  /** The handlers of both doors, for `Bun.serve`. */
  websocket: Bun.WebSocketHandler<SocketData>
  /** Sends everybody home; clients reconnect by themselves. */
  close(): Promise<void>
}

/** People come and go at once, as the contract tells it; a rush of them is told a few times a second. */
const COUNTS_MS = 250
const USAGE_MS = 1000

/** Opens both doors. `sight` says who may know of which model, `feeds` are what nouns announce. */
export async function openSockets(
  house: House,
  sight: Sight,
  feeds: Feed[] = [],
): Promise<Sockets> {
  const counts = new Gather(() => tellCount(), COUNTS_MS)
  const used = new Gather(() => hall.usage.tell(tellUsage), USAGE_MS)
  const presence = openPresence(house.env.MODEL_USAGE_SECONDS, {
    users: () => counts.ask(),
    models: () => used.ask(),
    pass: () => used.now(),
  })
  const hall = openHall(house, presence, sight, () => counts.ask())
  const native = new NativeDoor(hall)
  const compat = new CompatDoor(hall)
  const tellCount = () =>
    hall.seats.afterChecks(() => {
      const count = presence.users()
      native.tellAll(['everyone'], { type: 'user-count', count })
      compat.tell('user-count', { count })
    })
  const tellUsage: Say = (models, to) => {
    const some = to === 'everyone' ? undefined : to
    native.tellAll(some?.map(user_id => ({ user_id })) ?? ['everyone'], { type: 'usage', models })
    compat.tell('usage', { models }, some)
  }
  const offs = feeds.map(each => each.follow(house.bus, (to, event) => native.tell(to, event)))
  offs.push(
    hall.seats.watch(),
    () => counts.stop(),
    () => used.stop(),
    () => presence.close(),
  )
  return {
    fetch: (request, server) => enter(native, compat, request, server),
    websocket: handlers(native, compat),
    async close() {
      for (const off of offs) off()
      native.shut()
      compat.shut()
    },
  }
}

function openHall(house: House, presence: Presence, sight: Sight, recount: () => boolean): Hall {
  const seats = new Seats(house)
  return {
    house,
    presence,
    recount,
    seats,
    usage: new Usage(house, seats, presence, sight),
    connections: new Tally(),
    strangers: new Tally(),
  }
}

function enter(
  native: NativeDoor,
  compat: CompatDoor,
  request: Request,
  server: Server,
): Response | Promise<Response> | undefined {
  const url = new URL(request.url)
  const path = `${url.pathname}/`
  if (path.startsWith('/ws/socket.io/')) return compat.fetch(request, url, server)
  if (path === '/ws/' || path === '/ws//') return native.fetch(request, server)
  return path.startsWith('/ws/') ? refuse(404, 'Not Found') : undefined
}

const handlers = (native: NativeDoor, compat: CompatDoor): Sockets['websocket'] => ({
  open: ws => (isNative(ws) ? native.open(ws) : compat.open(ws as BunWebSocket)),
  message: (ws, message) =>
    isNative(ws) ? native.message(ws, message) : compat.message(ws as BunWebSocket, message),
  close: (ws, code, reason) =>
    isNative(ws) ? native.close(ws) : compat.close(ws as BunWebSocket, code, reason),
  maxPayloadLength: PAYLOAD_BYTES,
  backpressureLimit: UNREAD_BYTES,
  closeOnBackpressureLimit: true,
  idleTimeout: IDLE_SECONDS,
})

const isNative = (ws: Bun.ServerWebSocket<SocketData>): ws is NativeSocket => 'kind' in ws.data
