// A process that holds many websockets of one account and tells when all of them have heard something.
import type { Socket } from 'bun'
import { leaveTogether } from './leave'

/**
 * Opens sockets, or waits until each has heard a text that holds `word`. The first one says `say`; with `each`, so many
 * say it, and they alone wait. The answer is how long it took, in milliseconds.
 */
export type Wish =
  | { open: number; url: string; token: string; door: 'native' | 'socket.io' }
  | { word: string; say?: string; each?: number }

interface Door {
  path: string
  /** What the server says when it is time to say who we are, and what it says after. */
  asks: string
  hello: (token: string) => string
  ready: string
}

const DOORS: Record<'native' | 'socket.io', Door> = {
  native: {
    path: '/ws',
    asks: ' 101 ',
    hello: token => JSON.stringify({ type: 'auth', token }),
    ready: '"hello"',
  },
  'socket.io': {
    path: '/ws/socket.io/?EIO=4&transport=websocket',
    asks: '"pingInterval"',
    hello: token => `40${JSON.stringify({ token })}`,
    ready: '40{',
  },
}

/** Raw sockets: five hundred websockets of a library would cost more than what is measured. */
interface Line {
  /** What to wait for, and whom to tell. */
  word: Buffer
  heard: () => void
  /** The answer to the handshake has been read: from here on there are frames. */
  open: boolean
  /** A piece of a frame. */
  rest: Buffer
}

let sockets: Socket<Line>[] = []

const TEXT = 1
const PING = 9
const PONG = 10

/** A frame as clients send them, with a mask of zeros. */
function frame(body: Buffer, kind = TEXT): Buffer {
  const { length } = body
  const size = length < 126 ? [0x80 | length] : [0x80 | 126, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([0x80 | kind, ...size, 0, 0, 0, 0]), body])
}

const said = (text: string): Buffer => frame(Buffer.from(text))

/** Who is still waited for would never answer. */
function gone(socket: Socket<Line>): void {
  if (!sockets.includes(socket)) return
  process.stderr.write('A server has closed one of the sockets\n')
  process.exit(1)
}

const hears = (socket: Socket<Line>, word: string): Promise<void> =>
  new Promise(heard => {
    socket.data.word = Buffer.from(word)
    socket.data.heard = heard
  })

const NOTHING = Buffer.from('\0')
const EMPTY = Buffer.alloc(0)
const ALIVE = said('3')

function read(socket: Socket<Line>, bytes: Buffer): void {
  const { data } = socket
  let all = data.rest.length > 0 ? Buffer.concat([data.rest, bytes]) : bytes
  for (;;) {
    const [start, end] = data.open ? bounds(all) : head(all)
    if (end === 0 || end > all.length) break
    take(socket, data.open ? (all[0] ?? 0) & 0xf : TEXT, all.subarray(start, end))
    data.open = true
    all = all.subarray(end)
  }
  // The bytes are the runtime's own and change with the next read.
  data.rest = all.length > 0 ? Buffer.from(all) : EMPTY
}

/** Where the answer to the handshake starts and ends; 0 when its end has not come. */
function head(bytes: Buffer): [number, number] {
  const end = bytes.indexOf('\r\n\r\n')
  return [0, end < 0 ? 0 : end + 4]
}

/** Where the body of the first frame starts and ends; 0 when its length has not come. No event reaches 64 KB. */
function bounds(bytes: Buffer): [number, number] {
  const short = (bytes[1] ?? 0) & 0x7f
  if (bytes.length < (short === 126 ? 4 : 2)) return [0, 0]
  return short === 126 ? [4, 4 + bytes.readUInt16BE(2)] : [2, 2 + short]
}

/** Pings of both protocols are answered: whoever leaves them is dropped. */
function take(socket: Socket<Line>, kind: number, body: Buffer): void {
  const { data } = socket
  if (kind === PING) socket.write(frame(body, PONG))
  else if (body.length === 1 && body[0] === 0x32) socket.write(ALIVE)
  else if (body.includes(data.word)) {
    data.word = NOTHING
    data.heard()
  }
}

async function enter(url: URL, token: string, door: Door): Promise<Socket<Line>> {
  const socket = await Bun.connect<Line>({
    hostname: url.hostname,
    port: Number(url.port),
    data: { word: NOTHING, heard: () => {}, open: false, rest: EMPTY },
    socket: { data: read, close: gone },
  })
  const asked = hears(socket, door.asks)
  socket.write(
    `GET ${door.path} HTTP/1.1\r\nHost: ${url.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  )
  await asked
  const ready = hears(socket, door.ready)
  socket.write(said(door.hello(token)))
  await ready
  return socket
}

async function open({ open: count, url, token, door }: Extract<Wish, { open: number }>) {
  const before = sockets
  sockets = []
  for (const socket of before) socket.end()
  for (let n = 0; n < count; n++) sockets.push(await enter(new URL(url), token, DOORS[door]))
}

async function hear({ word, say, each }: Extract<Wish, { word: string }>): Promise<number> {
  const all = Promise.all(sockets.slice(0, each).map(socket => hears(socket, word)))
  const began = performance.now()
  if (say) for (const socket of sockets.slice(0, each ?? 1)) socket.write(said(say))
  else process.send?.('listening')
  await all
  return performance.now() - began
}

process.on('message', async (wish: Wish) => {
  if ('open' in wish) process.send?.(await open(wish).then(() => 'open'))
  else process.send?.(await hear(wish))
})
leaveTogether()
