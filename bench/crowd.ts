// A process that holds many sockets of one account and tells when all of them have heard something.

/** Opens sockets, or waits until each has heard a text that holds `word`. */
export type Wish =
  | { open: number; url: string; token: string; door: 'native' | 'socket.io' }
  | { word: string; say?: string }

const DOORS = {
  native: {
    path: '/ws',
    hello: (token: string) => JSON.stringify({ type: 'auth', token }),
    ready: '"hello"',
  },
  'socket.io': {
    path: '/ws/socket.io/?EIO=4&transport=websocket',
    hello: (token: string) => `40${JSON.stringify({ token })}`,
    ready: '40{',
  },
}

const sockets: WebSocket[] = []
const heard = new Map<WebSocket, (text: string) => void>()

async function open({ open: count, url, token, door }: Extract<Wish, { open: number }>) {
  for (const socket of sockets.splice(0)) socket.close()
  heard.clear()
  const { path, hello, ready } = DOORS[door]
  for (let at = 0; at < count; at += 20)
    await Promise.all(Array.from({ length: Math.min(20, count - at) }, one))
  function one(): Promise<void> {
    const socket = new WebSocket(url.replace('http', 'ws') + path)
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    heard.set(socket, text => text.includes(ready) && resolve())
    // Socket.IO speaks first; /ws waits for the token.
    if (door === 'native') socket.onopen = () => socket.send(hello(token))
    socket.onmessage = ({ data }) => {
      const text = String(data)
      if (text === '2') socket.send('3')
      else if (door === 'socket.io' && text.startsWith('0')) socket.send(hello(token))
      else heard.get(socket)?.(text)
    }
    socket.onclose = () => reject(new Error('A socket was closed'))
    sockets.push(socket)
    return promise
  }
}

async function hear({ word, say }: Extract<Wish, { word: string }>): Promise<number> {
  const all = sockets.map(
    socket =>
      new Promise<void>(resolve => heard.set(socket, text => text.includes(word) && resolve())),
  )
  const began = performance.now()
  if (say) sockets[0]?.send(say)
  else process.send?.('listening')
  await Promise.all(all)
  return performance.now() - began
}

process.on('message', async (wish: Wish) => {
  if ('open' in wish) process.send?.(await open(wish).then(() => 'open'))
  else process.send?.(await hear(wish))
})
