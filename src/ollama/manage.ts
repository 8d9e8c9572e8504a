// Models of a server come and go: pull, push, create, copy, delete; progress streams through.
import type { House } from '../config/house'
import type { Connection } from '../webui/connections/connection'
import { relay } from '../webui/connections/relay'
import { ollamaCatalog } from './catalog'
import { ollamaClient, send } from './client'
import { withoutNulls } from './inference'
import { locateFirst, serverAt } from './locate'
import type { Named } from './schema'

interface Options {
  idx?: number | undefined
  signal: AbortSignal
}

/** Over TLS alone unless the admin says `insecure`. */
export const pull = (house: House, body: Named, { idx = 0, signal }: Options) =>
  progress(house, serverAt(house, idx), '/api/pull', body, signal)

export const create = (house: House, body: Named, { idx = 0, signal }: Options) =>
  progress(house, serverAt(house, idx), '/api/create', body, signal)

export async function push(house: House, body: Named, { idx, signal }: Options) {
  const { connection, upstream_id } = await locateFirst(house, body.name, idx)
  return progress(house, connection, '/api/push', { ...body, name: upstream_id }, signal)
}

/** NDJSON as it comes; when it ends, however it ends, the lists are read again. */
async function progress(
  house: House,
  connection: Connection,
  path: string,
  body: Named,
  signal: AbortSignal,
): Promise<Response> {
  const sent = withoutNulls({ ...body, model: body.name })
  const answer = await send(house, connection, 'POST', path, sent, { signal })
  const refresh = () => void ollamaCatalog(house).refresh()
  const watched = new Response(answer.body && ending(answer.body, refresh), answer)
  return relay(watched, body.stream === false ? undefined : 'application/x-ndjson')
}

/** The same bytes; `end` is called once, when they end or nobody wants them any more. */
function ending(body: ReadableStream<Uint8Array>, end: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read().catch(error => {
          end()
          throw error
        })
        if (!done) return controller.enqueue(value)
        end()
        controller.close()
      },
      async cancel(reason) {
        end()
        await reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}

export async function copy(
  house: House,
  { source, destination }: { source: string; destination: string },
  idx?: number,
): Promise<true> {
  const target = await locateFirst(house, source, idx)
  const client = await ollamaClient(house, target.connection)
  await client.copy({ source: target.upstream_id, destination })
  await ollamaCatalog(house).refresh()
  return true
}

export async function remove(house: House, name: string, idx?: number): Promise<true> {
  const { connection, upstream_id: model } = await locateFirst(house, name, idx)
  const client = await ollamaClient(house, connection)
  await client.delete({ model })
  await ollamaCatalog(house).refresh()
  return true
}
