// Everybody verified on Socket.IO: pages on a websocket share one publication of Bun's, which costs
// a third of a send to each; those that poll get their own.
import type { BunWebSocket } from '@socket.io/bun-engine'
import type { Socket } from './guest'

const EVERYONE = 'socket.io'
const topicOf = (user_id: string): string => `${EVERYONE}:${user_id}`

export class Room {
  /** Whose page it is. */
  readonly #pollers = new Map<Socket, string>()
  readonly #wires = new WeakMap<object, BunWebSocket>()
  #server: Pick<Bun.Server<unknown>, 'publish'> | undefined

  serve(server: Pick<Bun.Server<unknown>, 'publish'>): void {
    this.#server = server
  }

  /** Notes which websocket carries a transport of the engine. */
  note(wire: BunWebSocket): void {
    this.#wires.set(wire.data.transport, wire)
  }

  join(socket: Socket, user_id: string): void {
    const wire = this.#wires.get(socket.conn.transport)
    wire?.subscribe(EVERYONE)
    wire?.subscribe(topicOf(user_id))
    if (!wire) this.#pollers.set(socket, user_id)
  }

  leave(socket: Socket, user_id: string): void {
    const wire = this.#wires.get(socket.conn.transport)
    wire?.unsubscribe(EVERYONE)
    wire?.unsubscribe(topicOf(user_id))
    this.#pollers.delete(socket)
  }

  /** The page has changed from polling to a websocket. */
  moved(socket: Socket): void {
    const user_id = this.#pollers.get(socket)
    if (user_id === undefined) return
    this.#pollers.delete(socket)
    this.join(socket, user_id)
  }

  /** Tells everybody, or all pages of some users. */
  emit(event: string, payload: object, user_ids?: readonly string[]): void {
    // An Engine.IO message (4) that is a Socket.IO event (2) of the main namespace.
    const text = `42${JSON.stringify([event, payload])}`
    for (const topic of user_ids?.map(topicOf) ?? [EVERYONE]) this.#server?.publish(topic, text)
    const named = user_ids && new Set(user_ids)
    for (const [socket, user_id] of this.#pollers) {
      if (named?.has(user_id) ?? true) socket.emit(event, payload)
    }
  }
}
