// Everybody verified on Socket.IO: pages on a websocket share one publication of Bun's, which costs
// a third of a send to each; those that poll get their own.
import type { BunWebSocket } from '@socket.io/bun-engine'
import type { Socket } from './guest'

const TOPIC = 'socket.io'

export class Room {
  readonly #pollers = new Set<Socket>()
  readonly #wires = new WeakMap<object, BunWebSocket>()
  #server: Pick<Bun.Server<unknown>, 'publish'> | undefined

  serve(server: Pick<Bun.Server<unknown>, 'publish'>): void {
    this.#server = server
  }

  /** Notes which websocket carries a transport of the engine. */
  note(wire: BunWebSocket): void {
    this.#wires.set(wire.data.transport, wire)
  }

  join(socket: Socket): void {
    const wire = this.#wires.get(socket.conn.transport)
    if (wire) wire.subscribe(TOPIC)
    else this.#pollers.add(socket)
  }

  leave(socket: Socket): void {
    this.#pollers.delete(socket)
    this.#wires.get(socket.conn.transport)?.unsubscribe(TOPIC)
  }

  /** The page has changed from polling to a websocket. */
  moved(socket: Socket): void {
    if (this.#pollers.delete(socket)) this.join(socket)
  }

  emit(event: string, payload: object): void {
    // An Engine.IO message (4) that is a Socket.IO event (2) of the main namespace.
    this.#server?.publish(TOPIC, `42${JSON.stringify([event, payload])}`)
    for (const socket of this.#pollers) socket.emit(event, payload)
  }
}
