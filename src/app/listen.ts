// One port, all doors: sockets first, the app for the rest, common headers on every answer.
import { notePeer } from '../auth/address'
import type { House } from '../config/house'
import { openSockets, type Sockets } from '../socket'
import { createApp } from '.'
import { openClient } from './client'
import { refusal } from './errors'
import { feeds } from './feeds'
import { finish, preflight } from './headers'

/** Far above every route's own cap: Bun's own 413 is not JSON. */
const MAX_BODY = 1024 ** 4
const IDLE_SECONDS = 120

export interface Listening extends AsyncDisposable {
  url: string
  port: number
}

/** Serves until disposed. Throws when the port is taken or the address is not ours. */
export async function listen(house: House): Promise<Listening> {
  const { env } = house
  const [client, sockets] = await Promise.all([openClient(house), openSockets(house, feeds)])
  const app = createApp(house, client.page)
  const server = Bun.serve({
    port: env.PORT,
    hostname: env.HOST,
    idleTimeout: IDLE_SECONDS,
    maxRequestBodySize: MAX_BODY,
    development: false,
    websocket: sockets.websocket,
    async fetch(request, server) {
      const started = performance.now()
      const id = crypto.randomUUID()
      notePeer(request, { address: server.requestIP(request)?.address ?? '', id })
      const door = () => sockets.fetch(request, server) ?? client.asset(request)
      const answer = preflight(request, env) ?? (await (door() ?? app.fetch(request)))
      return finish(answer, request, env, id, started)
    },
    error: () => refusal('/', 500, 'Something went wrong on the server. Its log has the reason.'),
  })
  app.server = server
  return {
    url: `http://${server.hostname}:${server.port}`,
    port: server.port ?? env.PORT,
    [Symbol.asyncDispose]: () => close(server, sockets),
  }
}

async function close(server: Bun.Server<unknown>, sockets: Sockets): Promise<void> {
  await sockets.close()
  await server.stop(true)
}
