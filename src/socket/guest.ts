// One connection of the contract's Socket.IO: who sits there, and what it may say.
import type { DefaultEventsMap, Socket as IoSocket } from 'socket.io'
import { z } from 'zod'
import { type ChatEvent, NoAnswer, type Page, pages } from './chat-events'
import type { Hall } from './hall'
import { model } from './message'
import type { Room } from './room'
import { type Seat, type Sitter, verified } from './seats'

/** What the connect packet brought. */
export interface Arrival {
  sitter: Sitter | null
  address: string
}
export type Socket = IoSocket<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, Arrival>

const withToken = z.object({ token: z.string() })
const joining = z.object({ auth: withToken })
const using = z.object({ model })

/** The token of the connect packet, or ''. */
export const tokenOf = (auth: unknown): string => withToken.safeParse(auth).data?.token ?? ''

export class Guest implements Page {
  readonly #hall: Hall
  readonly #room: Room
  readonly #socket: Socket
  #seat: Seat | null = null
  /** In the room of those who hear of counts and usage. */
  #inside = false
  #late: ReturnType<typeof setTimeout> | undefined
  #release: (() => void) | null = null

  constructor(hall: Hall, room: Room, socket: Socket) {
    this.#hall = hall
    this.#room = room
    this.#socket = socket
    const { sitter } = socket.data
    if (sitter) this.#sit(sitter)
    else this.#wait()
    socket.on('user-join', (...args) => this.#hear(args, payload => this.#join(payload)))
    socket.on('usage', (...args) => this.#hear(args, payload => this.#use(payload)))
    socket.on('user-count', (...args) => this.#hear(args, () => this.#count()))
    socket.conn.on('upgrade', () => room.moved(socket))
    socket.on('disconnect', () => this.#close())
  }

  get user_id(): string {
    return this.#seat?.sitter.user.id ?? ''
  }

  emit(event: ChatEvent): void {
    this.#socket.emit('chat-events', event)
  }

  ask(event: ChatEvent, timeout: number): Promise<unknown> {
    const socket = this.#socket
    return new Promise((resolve, reject) => {
      const gone = () => reject(new NoAnswer('The page went away.'))
      socket.once('disconnect', gone)
      socket.timeout(timeout).emit('chat-events', event, (error: unknown, answer: unknown) => {
        socket.off('disconnect', gone)
        if (error) reject(new NoAnswer('The page did not answer in time.'))
        else resolve(answer)
      })
    })
  }

  /** Acknowledges with nothing what was done; a broken payload gets silence (contract realtime.md 2). */
  async #hear(args: unknown[], act: (payload: unknown) => Promise<boolean>): Promise<void> {
    try {
      const done = await act(args[0])
      const ack = args.at(-1)
      if (done && typeof ack === 'function') ack()
    } catch (error) {
      this.#hall.house.log.component('socket').error({ err: error }, 'an event failed')
    }
  }

  async #join(payload: unknown): Promise<boolean> {
    const token = joining.safeParse(payload).data?.auth.token
    const sitter = token ? await this.#hall.seats.admit(token) : null
    if (!sitter || !this.#socket.connected) return true
    if (sitter.session.id === this.#seat?.sitter.session.id) {
      await this.#count()
      return true
    }
    this.#leave()
    this.#sit(sitter)
    return true
  }

  async #use(payload: unknown): Promise<boolean> {
    const asked = using.safeParse(payload).data
    if (!asked || !(await this.#mayTalk())) return false
    this.#hall.presence.use(this.user_id, asked.model)
    return true
  }

  async #count(): Promise<boolean> {
    if (!(await this.#mayTalk())) return false
    if (!this.#hall.recount()) this.#tellCount()
    return true
  }

  /** Asked anew for each event, so that a session or a role that is gone counts at once. */
  async #mayTalk(): Promise<boolean> {
    const seat = this.#seat
    return seat !== null && (await this.#hall.seats.check(seat)) && verified(seat.sitter)
  }

  /** Nobody: sent nothing, heard on `user-join` alone, and not kept for long. */
  #wait(): void {
    const { strangers, house } = this.#hall
    const { ANONYMOUS_SOCKET_SECONDS, ANONYMOUS_SOCKETS_PER_ADDRESS } = house.env
    this.#release = strangers.take(this.#socket.data.address, ANONYMOUS_SOCKETS_PER_ADDRESS)
    if (this.#release) this.#late = setTimeout(() => this.#close(), ANONYMOUS_SOCKET_SECONDS * 1000)
    else this.#close()
  }

  #sit(sitter: Sitter): void {
    const { id } = this.#socket
    const seat: Seat = {
      id,
      sitter,
      changed: () => this.#place(seat),
      ended: () => this.#close(),
    }
    if (this.#hall.seats.take(seat)) {
      this.#seat = seat
      pages(this.#hall.house).set(id, this)
      this.#place(seat)
    } else this.#close()
  }

  #place(seat: Seat): void {
    const { presence, usage } = this.#hall
    if (!verified(seat.sitter)) {
      presence.leave(seat.id)
      this.#room.leave(this.#socket, seat.sitter.user.id)
    } else if (!this.#inside) {
      presence.enter(seat.id, seat.sitter.user.id)
      this.#room.join(this.#socket, seat.sitter.user.id)
      this.#tellCount()
      usage.greet(seat, models => {
        if (this.#seat === seat && verified(seat.sitter)) this.#socket.emit('usage', { models })
      })
    }
    this.#inside = verified(seat.sitter)
  }

  #tellCount(): void {
    this.#socket.emit('user-count', { count: this.#hall.presence.users() })
  }

  /** Never `disconnect()`, after which the old client would not come back. */
  #close(): void {
    // What waits for a poll is still delivered, so that the connection may outlive the guest.
    this.#leave()
    this.#socket.conn.close()
  }

  #leave(): void {
    clearTimeout(this.#late)
    this.#release?.()
    if (!this.#seat) return
    this.#hall.seats.leave(this.#seat)
    this.#hall.presence.leave(this.#seat.id)
    pages(this.#hall.house).delete(this.#seat.id)
    this.#room.leave(this.#socket, this.user_id)
    this.#inside = false
    this.#seat = null
  }
}
