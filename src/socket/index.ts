// Live connections: /ws for the web client and /ws/socket.io for clients of the contract.
import type { House } from '../config/house'
import type { Feed, LiveEvent } from './feed'
import { Gather } from './gather'
import type { Hall } from './hall'
import { IDLE_SECONDS, PAYLOAD_BYTES, Tally, UNREAD_BYTES } from './limits'
import { type NativeData, NativeDoor } from './native'
import { openPresence } from './presence'
import { Seats } from './seats'

export type { Feed, LiveEvent } from './feed'
export { feed } from './feed'

/** What a websocket of ours carries; `kind` tells the doors apart. */
export type SocketData = NativeData

export interface Sockets {
  /** Answers /ws and what is below it; undefined for any other path. */
  fetch(request: Request, server: Bun.Server<SocketData>): Response | Promise<Response> | undefined
  /** The handlers of both doors, for `Bun.serve`. */
  websocket: Bun.WebSocketHandler<SocketData>
  /** Sends everybody home; clients reconnect by themselves. */
  close(): Promise<void>
}

const GATHER_MS = 1000

/** Opens both doors; `feeds` are what nouns announce. */
export async function openSockets(house: House, feeds: Feed[] = []): Promise<Sockets> {
  const counts = new Gather(() => tell({ type: 'user-count', count: presence.users() }), GATHER_MS)
  const usage = new Gather(() => tell({ type: 'usage', models: presence.models() }), GATHER_MS)
  const presence = openPresence({
    users: () => counts.ask(),
    models: () => usage.ask(),
    pass: () => usage.now(),
  })
  const hall: Hall = {
    house,
    presence,
    seats: new Seats(house),
    connections: new Tally(),
    strangers: new Tally(),
  }
  const native = new NativeDoor(hall)
  const tell = (event: LiveEvent) => native.tell('everyone', event)
  const offs = feeds.map(each => each.follow(house.bus, (to, event) => native.tell(to, event)))
  offs.push(hall.seats.watch())
  return {
    fetch: (request, server) => {
      const { pathname } = new URL(request.url)
      return pathname === '/ws' ? native.fetch(request, server) : undefined
    },
    websocket: {
      open: ws => native.open(ws),
      message: (ws, message) => native.message(ws, message),
      close: ws => native.close(ws),
      maxPayloadLength: PAYLOAD_BYTES,
      backpressureLimit: UNREAD_BYTES,
      closeOnBackpressureLimit: true,
      idleTimeout: IDLE_SECONDS,
    },
    async close() {
      for (const off of offs) off()
      for (const part of [counts, usage]) part.stop()
      presence.close()
      native.shut()
    },
  }
}
