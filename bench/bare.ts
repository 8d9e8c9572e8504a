// A process with nothing but Bun.serve, which answers one text and passes on what one websocket says to
// all: what the machine could do at best.

import { leaveTogether } from './leave'

const ALL = 'all'

process.on('message', ({ body, type }: { body: string; type: string }) => {
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch(request, server) {
      if (server.upgrade(request)) return
      return new Response(body, { headers: { 'content-type': type } })
    },
    // As much of Socket.IO as the crowd asks for.
    websocket: {
      open: ws => void ws.send('0{"pingInterval":25000}'),
      message(ws, text) {
        if (String(text).startsWith('42')) server.publish(ALL, text)
        else if (ws.subscribe(ALL)) ws.send('40{"sid":"bare"}')
      },
    },
  })
  process.send?.(server.port)
})
leaveTogether()
