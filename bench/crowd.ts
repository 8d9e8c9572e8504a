// A process that holds many websockets of one account and tells when all of them have heard something.
import type { Socket } from 'bun'

/** Opens sockets, or waits until each has heard a text that holds `word`. */
export type Wish =
  | { open: number; url: string; token: string; door: 'native' | 'socket.io' }
  | { word: string; say?: string }

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
}

let sockets: Socket<Line>[] = []

/** A text frame as clients send them, with a mask of zeros. */
function frame(text: string): Buffer {
  const body = Buffer.from(text)
  const { length } = body
  const size = length < 126 ? [0x80 | length] : [0x80 | 126, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([0x81, ...size, 0, 0, 0, 0]), body])
}

const hears = (socket: Socket<Line>, word: string): Promise<void> =>
  new Promise(heard => {
    socket.data.word = Buffer.from(word)
    socket.data.heard = heard
  })

const NOTHING = Buffer.from('\0')

async function enter(url: URL, token: string, door: Door): Promise<Socket<Line>> {
  const socket = await Bun.connect<Line>({
    hostname: url.hostname,
    port: Number(url.port),
    data: { word: NOTHING, heard: () => {} },
    socket: {
      data({ data }, bytes) {
        if (!bytes.includes(data.word)) return
        data.word = NOTHING
        data.heard()
      },
    },
  })
  const asked = hears(socket, door.asks)
  socket.write(
    `GET ${door.path} HTTP/1.1\r\nHost: ${url.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  )
  await asked
  const ready = hears(socket, door.ready)
  socket.write(frame(door.hello(token)))
  await ready
  return socket
}

async function open({ open: count, url, token, door }: Extract<Wish, { open: number }>) {
  for (const socket of sockets) socket.end()
  sockets = []
  for (let n = 0; n < count; n++) sockets.push(await enter(new URL(url), token, DOORS[door]))
}

async function hear({ word, say }: Extract<Wish, { word: string }>): Promise<number> {
  const all = Promise.all(sockets.map(socket => hears(socket, word)))
  const began = performance.now()
  if (say) sockets[0]?.write(frame(say))
  else process.send?.('listening')
  await all
  return performance.now() - began
}

process.on('message', async (wish: Wish) => {
  if ('open' in wish) process.send?.(await open(wish).then(() => 'open'))
  else process.send?.(await hear(wish))
})
