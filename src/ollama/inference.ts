// Asking an Ollama model for something else than a chat: text, vectors, what it is.
import type { Principal } from '../auth/principal'
import type { House } from '../config/house'
import { relay } from '../webui/connections/relay'
import { metered } from '../webui/usage/meter'
import { sniffed } from '../webui/usage/sniff'
import { unread } from './catalog'
import { ollamaClient, send } from './client'
import { locate } from './locate'

export type Inference = '/api/generate' | '/api/embed' | '/api/embeddings'

export type ModelBody = Record<string, unknown> & { model: string }

/** Passes a request to a server that has the model; the answer streams as it comes. */
export async function infer(
  house: House,
  me: Principal,
  path: Inference,
  body: ModelBody,
  { idx, signal }: { idx?: number | undefined; signal: AbortSignal },
): Promise<Response> {
  const { id, connection, upstream_id } = await locate(house, me, body.model, idx)
  const kind = path === '/api/generate' ? 'text' : 'embedding'
  const asking = { me, model: id, connection, kind } as const
  const sent = withoutNulls({ ...body, model: upstream_id })
  const ask = () => send(house, connection, 'POST', path, sent, { signal })
  return relay(sniffed(await metered(house, asking, body, signal, ask)))
}

/** What the server says of a model. */
export async function show(house: House, me: Principal, name: string) {
  const { connection, upstream_id: model } = await locate(house, me, name)
  const client = await ollamaClient(house, connection)
  return client.show({ model }).catch(unread)
}

/** Fields that are null were not filled in. */
export const withoutNulls = (body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null))
