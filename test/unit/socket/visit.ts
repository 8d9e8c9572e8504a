// A client of the contract's Socket.IO that remembers what it heard, for tests.
import { io, type Socket } from 'socket.io-client'

export type Transports = ('polling' | 'websocket')[]

export interface Visit extends Disposable {
  socket: Socket
  /** Events with their payloads, in order. */
  heard: [event: string, payload: unknown][]
  /** Why the connection went. */
  closed: Promise<string>
  /** The next event of that name that was not taken yet. */
  next(event: string): Promise<unknown>
}

export interface Visitor {
  token?: string
  transports?: Transports
  reconnection?: boolean
}

/** Connects as the old client does; gives the visit once the server has let it in. */
export async function visit(
  url: string,
  { token = '', transports = ['websocket'], reconnection = false }: Visitor = {},
): Promise<Visit> {
  const socket = io(url, {
    path: '/ws/socket.io',
    transports,
    auth: { token },
    reconnection,
    reconnectionDelay: 10,
    forceNew: true,
  })
  const { heard, next } = listen(socket)
  const closed = new Promise<string>(resolve => socket.once('disconnect', resolve))
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  return { socket, heard, next, closed, [Symbol.dispose]: () => void socket.close() }
}

/** A visit of somebody signed in, past the greeting. */
export async function enter(url: string, token: string, transports?: Transports): Promise<Visit> {
  const visiting = await visit(url, { token, ...(transports && { transports }) })
  await visiting.next('user-count')
  await visiting.next('usage')
  return visiting
}

function listen(socket: Socket) {
  const heard: Visit['heard'] = []
  const taken = new Set<unknown>()
  const waiting = new Set<() => void>()
  socket.onAny((event: string, payload: unknown) => {
    heard.push([event, payload])
    for (const goOn of [...waiting]) goOn()
    waiting.clear()
  })
  const next = async (event: string): Promise<unknown> => {
    for (;;) {
      const found = heard.find(entry => entry[0] === event && !taken.has(entry))
      if (found) {
        taken.add(found)
        return found[1]
      }
      await new Promise<void>(resolve => waiting.add(resolve))
    }
  }
  return { heard, next }
}
