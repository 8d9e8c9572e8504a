// A server that a webhook tells things to. It speaks raw bytes, and so can hang, drop and lie.
import { createServer, type Socket } from 'node:net'

export interface Told {
  /** `POST /hook HTTP/1.1`. */
  line: string
  headers: Headers
  body: string
}

export interface Receiver extends AsyncDisposable {
  url: string
  /** Everything it was told so far. */
  told: Told[]
}

/** What it does with the n-th message, counted from 1. */
type Answer = (socket: Socket, n: number, told: Told) => void

export const status = (code: number, more = ''): string =>
  `HTTP/1.1 ${code} X\r\n${more}Content-Length: 0\r\nConnection: close\r\n\r\n`

export const well: Answer = socket => socket.end(status(204))

/** Opens it; it answers well unless said. */
export async function openReceiver(answer: Answer = well): Promise<Receiver> {
  const told: Told[] = []
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    let text = ''
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('data', data => {
      text += data.toString('latin1')
      const request = parse(text)
      if (!request) return
      text = ''
      answer(socket, told.push(request), request)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    told,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}

/** A whole request, or nothing while some of it is missing. */
function parse(text: string): Told | undefined {
  const end = text.indexOf('\r\n\r\n')
  if (end === -1) return undefined
  const [line = '', ...fields] = text.slice(0, end).split('\r\n')
  const headers = new Headers(fields.map(field => field.split(/: ?(.*)/s, 2) as [string, string]))
  const bytes = text.slice(end + 4)
  if (bytes.length < Number(headers.get('content-length'))) return undefined
  return { line, headers, body: Buffer.from(bytes, 'latin1').toString() }
}
