// One port, all doors: sockets first, the app for the rest, common headers on every answer.
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { notePeer } from '../auth/address'
import { credentialOf } from '../auth/credential'
import { sight } from '../completion/models'
import type { House } from '../config/house'
import { openSockets, type SocketData, type Sockets } from '../socket'
import { createApp } from '.'
import { accessLog, note } from './access'
import { type Client, openClient } from './client'
import { refusal } from './errors'
import { feeds } from './feeds'
import { finish, preflight } from './headers'
import { metricsOf } from './metrics'
import { counted } from './metrics-doors'
import { settling } from './settle'
import { tracesOf } from './tracing'

/** Far above every route's own cap: Bun's own 413 is not JSON. */
const MAX_BODY = 1024 ** 4
const IDLE_SECONDS = 120

export interface Listening extends AsyncDisposable {
  url: string
  port: number
}

/** Gives a `set-cookie` for whoever opens the page without one; only the demo signs people in so. */
export type Welcome = (request: Request) => Promise<string>

/** Serves until disposed. Throws when the port is taken or the address is not ours. */
export async function listen(house: House, welcome?: Welcome): Promise<Listening> {
  const { env } = house
  await checkHost(env.HOST)
  const [client, sockets] = await Promise.all([openClient(house), openSockets(house, sight, feeds)])
  const app = createApp(house, welcome ? welcoming(client.page, welcome) : client.page)
  const metrics = metricsOf(house)
  const traces = tracesOf(house)
  const access = accessLog(house)
  const stir = settling()
  const doors = (request: Request, server: Bun.Server<SocketData>) =>
    sockets.fetch(request, server) ?? client.asset(request) ?? app.fetch(request)
  const serve: typeof doors = (request, server) =>
    traces ? traces.request(request, () => doors(request, server)) : doors(request, server)
  const server = Bun.serve({
    port: env.PORT,
    hostname: env.HOST,
    idleTimeout: IDLE_SECONDS,
    maxRequestBodySize: MAX_BODY,
    development: false,
    websocket: counted(sockets.websocket, metrics.sockets),
    async fetch(request, server) {
      const started = performance.now()
      const id = crypto.randomUUID()
      notePeer(request, { address: server.requestIP(request)?.address ?? '', id })
      const answer = preflight(request, env) ?? nowhere(request) ?? (await serve(request, server))
      metrics.answered(request, answer, started)
      note(access, request, answer, started)
      stir()
      return finish(answer, request, env, id, started)
    },
    error(err) {
      house.log.component('main').error({ err }, 'request failed')
      return refusal('/', 500, 'Something went wrong on the server. Its log has the reason.')
    },
  })
  app.server = server
  return {
    url: `http://${server.hostname}:${server.port}`,
    port: server.port ?? env.PORT,
    async [Symbol.asyncDispose]() {
      client.close()
      await close(server, sockets)
      access.flush()
    },
  }
}

/** Of a name that does not resolve Bun tells whatever some call before it failed with. */
async function checkHost(host: string): Promise<void> {
  if (isIP(host)) return
  await lookup(host).catch(() => {
    const message = `There is no address for ${host}.`
    throw Object.assign(new Error(message), { code: 'EADDRNOTAVAIL', syscall: 'listen' })
  })
}

/** A host that is none leaves no address to read. */
const nowhere = ({ url }: Request): Response | undefined =>
  URL.canParse(url) ? undefined : refusal('/', 400, 'The host is not usable.')

async function close(server: Bun.Server<unknown>, sockets: Sockets): Promise<void> {
  await sockets.close()
  await server.stop(true)
}

function welcoming(page: Client['page'], welcome: Welcome): Client['page'] {
  return async request => {
    const answer = await page(request)
    if (!credentialOf(request.headers)) answer.headers.set('set-cookie', await welcome(request))
    return answer
  }
}
