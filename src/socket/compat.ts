// The /ws/socket.io door: the contract's Socket.IO, loaded when its first client comes.
import type { BunWebSocket, Server as Engine, WebSocketData } from '@socket.io/bun-engine'
import type { DefaultEventsMap, Server } from 'socket.io'
import { addressOf, network } from '../auth/address'
import { bound, type Conn } from './conn'
import { bounded, explained, refusal, thrown, withoutUpgrades } from './gate'
import { type Arrival, Guest, type Socket, tokenOf } from './guest'
import type { Hall } from './hall'
import { PAYLOAD_BYTES } from './limits'
import { Room } from './room'

type Io = Server<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, Arrival>

/** Connected, but not to the namespace: dropped after so long. */
const CONNECT_MS = 10_000

export class CompatDoor {
  readonly #hall: Hall
  readonly #room = new Room()
  readonly #addresses = new WeakMap<object, string>()
  #loading: Promise<Engine> | undefined
  #engine: Engine | undefined

  constructor(hall: Hall) {
    this.#hall = hall
  }

  async fetch(request: Request, url: URL, server: Bun.Server<WebSocketData>): Promise<Response> {
    const { env } = this.#hall.house
    const refused = refusal(request, url, env)
    if (refused) return refused
    this.#room.serve(server)
    this.#loading ??= this.#load()
    const engine = await this.#loading
    try {
      const answer = await explained(engine.handleRequest(await bounded(request), server))
      const opens = !env.ENABLE_WEBSOCKET_SUPPORT && !url.searchParams.has('sid')
      return opens && answer.ok ? await withoutUpgrades(answer) : answer
    } catch (error) {
      return thrown(error)
    }
  }

  open(ws: BunWebSocket): void {
    this.#room.note(ws)
    this.#engine?.onWebSocketOpen(ws)
  }

  message(ws: BunWebSocket, message: string | Buffer): void {
    this.#engine?.onWebSocketMessage(ws, message)
  }

  close(ws: BunWebSocket, code: number, reason: string): void {
    this.#engine?.onWebSocketClose(ws, code, reason)
  }

  /** Tells every verified user, or all pages of some. */
  tell(event: 'user-count' | 'usage', payload: object, to?: readonly string[]): void {
    this.#room.emit(event, payload, to)
  }

  /** Closes connections without a word of Socket.IO, so that clients come back by themselves. */
  shut(): void {
    this.#engine?.close()
  }

  async #load(): Promise<Engine> {
    const [{ Server: Engine }, { Server }] = await Promise.all([
      import('@socket.io/bun-engine'),
      import('socket.io'),
    ])
    const engine = new Engine({ maxHttpBufferSize: PAYLOAD_BYTES })
    const io: Io = new Server({ serveClient: false, connectTimeout: CONNECT_MS })
    engine.on('connection', (conn, request) => this.#greet(conn, request))
    io.bind(engine)
    io.use((socket, next) => void this.#admit(socket).then(() => next()))
    io.on('connection', socket => void new Guest(this.#hall, this.#room, socket))
    this.#engine = engine
    return engine
  }

  #greet(conn: Conn, request: Request): void {
    const { connections, house } = this.#hall
    const address = network(addressOf(request, house.env))
    const release = connections.take(address, house.env.SOCKETS_PER_ADDRESS)
    this.#addresses.set(conn, address)
    bound(conn)
    if (release) conn.on('close', release)
    else conn.close()
  }

  async #admit(socket: Socket): Promise<void> {
    const token = tokenOf(socket.handshake.auth)
    socket.data.address = this.#addresses.get(socket.conn) ?? ''
    socket.data.sitter = token ? await this.#hall.seats.admit(token) : null
  }
}
