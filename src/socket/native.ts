// The /ws door: JSON events on Bun's websockets, for the web client.
import { addressOf, network } from '../auth/address'
import { credentialOf } from '../auth/credential'
import { allowsOrigin, originDetail } from '../auth/origin'
import { vouched } from '../auth/vouched'
import { brief } from '../auth/wire'
import type { Audience, LiveEvent } from './feed'
import { type Hall, refuse } from './hall'
import { AUTH_SECONDS, MESSAGE_BYTES, Rate } from './limits'
import { type Message, read } from './message'
import { type Seat, type Sitter, verified } from './seats'

export interface NativeData {
  kind: 'native'
  /** The cookie it came with. */
  token: string | null
  /** Who a trusted proxy says is calling; no other may sit here. */
  email: string | null
  address: string
  seat: Seat | null
  rate: Rate
  /** Messages are taken one after the other. */
  turn: Promise<void>
  late: ReturnType<typeof setTimeout> | undefined
  /** Gives back its place among the connections of the address. */
  release: (() => void) | null
}

export type NativeSocket = Bun.ServerWebSocket<NativeData>
type Upgrader = Pick<Bun.Server<NativeData>, 'upgrade' | 'publish'>

/** 4001 is Hearth's own: the session is over, or there is none. */
const closing = {
  leaving: [1001, 'The server is stopping'],
  flood: [1008, 'Too many messages'],
  big: [1009, 'Message too big'],
  broken: [1011, 'Something went wrong on the server'],
  crowded: [1013, 'Too many connections'],
  anonymous: [4001, 'Not signed in'],
  ended: [4001, 'The session has ended'],
} as const

export class NativeDoor {
  readonly #hall: Hall
  readonly #open = new Set<NativeSocket>()
  #server: Upgrader | undefined

  constructor(hall: Hall) {
    this.#hall = hall
  }

  fetch(request: Request, server: Upgrader): Response {
    const { env } = this.#hall.house
    this.#server = server
    const token = cookieOf(request)
    const origin = request.headers.get('origin')
    const foreign = origin !== null && !allowsOrigin(request, origin, env)
    // With `*` any page may call, but none may use the cookie.
    if (foreign && !env.CORS_ALLOW_ORIGIN.includes('*')) return refuse(403, originDetail(origin))
    const email = vouched(request, env)?.email ?? null
    const data = visitor(foreign ? null : token, email, network(addressOf(request, env)))
    if (server.upgrade(request, { data })) return new Response(null)
    return refuse(426, 'This address speaks websocket only.', { upgrade: 'websocket' })
  }

  open(ws: NativeSocket): void {
    const { data } = ws
    const { connections, house } = this.#hall
    this.#open.add(ws)
    data.release = connections.take(data.address, house.env.SOCKETS_PER_ADDRESS)
    if (!data.release) drop(ws, 'crowded')
    else if (data.token) this.#enqueue(ws, () => this.#admit(ws, data.token ?? ''))
    else this.#wait(ws)
  }

  message(ws: NativeSocket, text: string | Buffer): void {
    if (Buffer.byteLength(text) > MESSAGE_BYTES) drop(ws, 'big')
    else if (!ws.data.rate.admits()) drop(ws, 'flood')
    else {
      const message = read(text)
      if (message) this.#enqueue(ws, () => this.#take(ws, message))
    }
  }

  close(ws: NativeSocket): void {
    const { data } = ws
    this.#open.delete(ws)
    clearTimeout(data.late)
    data.release?.()
    if (!data.seat) return
    this.#hall.seats.leave(data.seat)
    this.#hall.presence.leave(data.seat.id)
  }

  /** Sends to whoever may hear it. */
  tell(to: Audience, event: LiveEvent): void {
    this.#hall.seats.afterChecks(() => this.tellAll([to], event))
  }

  /** Sends at once, whatever checks are under way. */
  tellAll(to: readonly Audience[], event: LiveEvent): void {
    const text = JSON.stringify(event)
    for (const each of to) this.#server?.publish(topicOf(each), text)
  }

  /** Sends everybody home. */
  shut(): void {
    for (const ws of this.#open) drop(ws, 'leaving')
  }

  #enqueue(ws: NativeSocket, act: () => Promise<void>): void {
    const { data } = ws
    data.turn = data.turn
      .then(() => (isOpen(ws) ? act() : undefined))
      .catch(error => {
        this.#hall.house.log.component('socket').error({ err: error }, 'a message failed')
        drop(ws, 'broken')
      })
  }

  /** Nobody yet: some seconds to say who it is. */
  #wait(ws: NativeSocket): void {
    const seconds = Math.min(AUTH_SECONDS, this.#hall.house.env.ANONYMOUS_SOCKET_SECONDS)
    ws.data.late = setTimeout(() => drop(ws, 'anonymous'), seconds * 1000)
  }

  async #take(ws: NativeSocket, message: Message): Promise<void> {
    const { seats, presence } = this.#hall
    const { seat } = ws.data
    if (!seat) return message.type === 'auth' ? this.#admit(ws, message.token) : undefined
    if (!(await seats.check(seat))) return
    if (message.type === 'ping') send(ws, { type: 'pong' })
    if (message.type === 'usage' && verified(seat.sitter)) {
      presence.use(seat.sitter.user.id, message.model)
    }
  }

  async #admit(ws: NativeSocket, token: string): Promise<void> {
    const sitter = await this.#hall.seats.admit(token)
    if (!isOpen(ws)) return
    const { email } = ws.data
    if (sitter && (email ?? sitter.user.email) === sitter.user.email) this.#sit(ws, sitter)
    else end(ws)
  }

  #sit(ws: NativeSocket, sitter: Sitter): void {
    const { data } = ws
    const seat: Seat = {
      id: crypto.randomUUID(),
      sitter,
      changed: () => {
        send(ws, { type: 'user', user: brief(seat.sitter.user) })
        this.#place(ws, seat)
      },
      ended: () => end(ws),
    }
    clearTimeout(data.late)
    if (this.#hall.seats.take(seat)) {
      data.seat = seat
      send(ws, { type: 'hello', session_id: seat.id, user_id: sitter.user.id })
      this.#place(ws, seat)
    } else drop(ws, 'crowded')
  }

  /** Lets the socket hear what its role may hear. */
  #place(ws: NativeSocket, seat: Seat): void {
    const { presence, usage } = this.#hall
    const topics = topicsOf(seat.sitter)
    if (!verified(seat.sitter)) {
      for (const topic of topics) ws.unsubscribe(topic)
      presence.leave(seat.id)
    } else if (!ws.isSubscribed('everyone')) {
      presence.enter(seat.id, seat.sitter.user.id)
      for (const topic of topics) ws.subscribe(topic)
      send(ws, { type: 'user-count', count: presence.users() })
      usage.greet(seat, models => {
        if (ws.data.seat === seat && verified(seat.sitter)) send(ws, { type: 'usage', models })
      })
    }
  }
}

const visitor = (token: string | null, email: string | null, address: string): NativeData => ({
  kind: 'native',
  token,
  email,
  address,
  seat: null,
  rate: new Rate(),
  turn: Promise.resolve(),
  late: undefined,
  release: null,
})

/** Only the cookie: browsers cannot set headers on a websocket. */
function cookieOf({ headers }: Request): string | null {
  const cookie = headers.get('cookie')
  return cookie ? (credentialOf(new Headers({ cookie }))?.value ?? null) : null
}

const topicsOf = ({ user, session }: Sitter): string[] => [
  'everyone',
  topicOf({ user_id: user.id }),
  topicOf({ session: session.id }),
]

function topicOf(to: Audience): string {
  if (to === 'everyone') return to
  return 'session' in to ? `session:${to.session}` : `user:${to.user_id}`
}

const isOpen = (ws: NativeSocket): boolean => ws.readyState === WebSocket.OPEN

const send = (ws: NativeSocket, event: LiveEvent): void => void ws.send(JSON.stringify(event))

function drop(ws: NativeSocket, why: keyof typeof closing): void {
  const [code, reason] = closing[why]
  ws.close(code, reason)
}

function end(ws: NativeSocket): void {
  send(ws, { type: 'session', action: 'ended' })
  drop(ws, 'ended')
}
