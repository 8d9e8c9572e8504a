// A bare TCP client that asks for an upgrade, for tests: it sees the status, and can stop reading.
import type { Socket } from 'bun'

export interface Raw extends Disposable {
  status: number
  /** The body of a refusal. */
  body: string
  /** Sends a text frame. */
  say(text: string): void
  stopReading(): void
  readOn(): void
  closed: Promise<void>
}

export const UPGRADE = {
  upgrade: 'websocket',
  connection: 'Upgrade',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-version': '13',
}

/** Sends a GET with these headers and reads the head of the answer. */
export async function knock(
  url: string,
  path: string,
  headers: Record<string, string> = UPGRADE,
): Promise<Raw> {
  const { hostname, port, host } = new URL(url)
  const answered = Promise.withResolvers<string>()
  const closed = Promise.withResolvers<void>()
  let text = ''
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}`)
  const socket = await Bun.connect({
    hostname,
    port: Number(port),
    socket: {
      open: open => void open.write(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`),
      data(_, bytes) {
        text += bytes.toString('latin1')
        if (isWhole(text)) answered.resolve(text)
      },
      close: () => closed.resolve(),
      error: (_, error) => answered.reject(error),
    },
  })
  const answer = await answered.promise
  return {
    status: Number(answer.split(' ')[1]),
    body: answer.split('\r\n\r\n').slice(1).join('\r\n\r\n'),
    say: message => void socket.write(frame(message)),
    stopReading: () => socket.pause(),
    readOn: () => socket.resume(),
    closed: closed.promise,
    [Symbol.dispose]: () => hangUp(socket),
  }
}

const hangUp = (socket: Socket): void => void socket.end()

/** A refusal comes with its body, an upgrade without. */
function isWhole(text: string): boolean {
  const [head = '', body = ''] = text.split('\r\n\r\n')
  if (!text.includes('\r\n\r\n')) return false
  const length = /content-length: (\d+)/i.exec(head)?.[1]
  return head.includes(' 101 ') || body.length >= Number(length ?? 0)
}

/** A masked text frame with an empty mask; up to 65,535 bytes. */
function frame(text: string): Uint8Array {
  const bytes = Buffer.from(text)
  const size = bytes.length < 126 ? [bytes.length] : [126, bytes.length >> 8, bytes.length & 255]
  const [first = 0, ...rest] = size
  return Buffer.concat([Buffer.from([0x81, first | 0x80, ...rest, 0, 0, 0, 0]), bytes])
}
