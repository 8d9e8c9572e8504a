// Small servers for the egress tests: one that speaks raw bytes, and so can lie, and one that counts its visitors.
import { createServer, type Socket } from 'node:net'
import { EgressError } from '../../../src/net/failure'

export interface RawServer extends AsyncDisposable {
  url: string
  port: number
  /** Resolves when the first caller has gone. */
  left: Promise<void>
}

/** Answers every connection with `speak`, which gets the request's first bytes as text. */
export async function openRaw(speak: (socket: Socket, head: string) => void): Promise<RawServer> {
  const sockets = new Set<Socket>()
  const left = Promise.withResolvers<void>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => left.resolve())
    socket.once('data', data => speak(socket, data.toString()))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    port: address.port,
    left: left.promise,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}

/** Why a call failed, in words. */
export async function failure(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => undefined,
    reason => reason,
  )
  return error instanceof EgressError ? `${error.code}: ${error.message}` : String(error)
}

export const ok = (headers: string, body = ''): string =>
  `HTTP/1.1 200 OK\r\n${headers}\r\n\r\n${body}`

/** Writes until the socket says stop, and counts. */
export function flood(socket: Socket): { sent: number } {
  const count = { sent: 0 }
  const block = Buffer.alloc(65_536, 'a')
  const pump = (): void => {
    while (!socket.destroyed) {
      count.sent += block.length
      if (!socket.write(block)) {
        socket.once('drain', pump)
        return
      }
    }
  }
  pump()
  return count
}
