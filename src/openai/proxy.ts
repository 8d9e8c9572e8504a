// Everything under /openai that is no route of ours: models for those who may use them, the rest for admins.
import { isFree } from '../auth/bounds'
import { happened } from '../auth/happened'
import type { Principal } from '../auth/principal'
import type { House } from '../config/house'
import { constants } from '../constants'
import { fault, readJson } from '../utils/body'
import { Refusal } from '../utils/refusal'
import { type Connection, connections } from '../webui/connections/connection'
import { refuseAs, unreachable } from '../webui/connections/failure'
import { providerFetch } from '../webui/connections/fetch'
import type { Offered } from '../webui/connections/model'
import { relay } from '../webui/connections/relay'
import { noModel, openTo } from '../webui/models/access'
import { metered } from '../webui/usage/meter'
import { sniffed } from '../webui/usage/sniff'
import type { Kind } from '../webui/usage/table'
import { openaiCatalog, openaiModels } from './catalog'
import { identity, post } from './client'
import { pathBelow } from './path'

/** Endpoints that do one thing with the model that the body names. */
const MODEL_ENDPOINTS = new Set(['/completions', '/embeddings', '/responses', '/audio/speech'])

/** Passes a request on. Throws 401 for other than admins where it is not about a model. */
export async function proxy(house: House, me: Principal, request: Request): Promise<Response> {
  const { path, search } = pathBelow(request.url, '/openai')
  if (request.method === 'POST' && MODEL_ENDPOINTS.has(path)) {
    return askModel(house, me, request, path, search)
  }
  if (me.user.role !== 'admin' || !isFree(me)) throw new Refusal(401, constants.ACCESS_PROHIBITED)
  if (request.method !== 'GET') tell(house, me, request, path)
  return pass(house, me, request, path + search)
}

/** What an admin changes at the provider under the house's key. */
const tell = (house: House, { user: by }: Principal, request: Request, target: string) =>
  happened(house, request, {
    action: 'provider.call',
    outcome: 'done',
    by,
    target,
    detail: request.method,
  })

async function askModel(
  house: House,
  me: Principal,
  request: Request,
  path: string,
  search: string,
): Promise<Response> {
  const body = toFields(await readJson(request, house.env.MAX_DOCUMENT_SIZE))
  if (me.user.role !== 'admin' && reachesStored(body)) {
    throw new Refusal(403, 'Only an admin may use what is stored at the provider.')
  }
  const { id, connection, upstream_id: model } = await find(house, me, String(body.model))
  // What users ask is not left behind under the admin's account.
  const store = path === '/responses' && me.user.role !== 'admin' ? { store: false } : {}
  const asking = { me, model: id, connection, kind: KINDS[path] ?? 'text' }
  const { signal } = request
  const sent = { ...body, ...store, model }
  const ask = () => post(house, connection, path + search, sent, { signal, me })
  return relay(sniffed(await metered(house, asking, body, signal, ask)))
}

/** What the use of an endpoint counts as. */
const KINDS: Record<string, Kind> = { '/embeddings': 'embedding', '/audio/speech': 'speech' }

function toFields(body: unknown): Record<string, unknown> {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  if (!isObject) {
    throw new Refusal(422, [
      fault('dict_type', ['body'], 'Input should be an object', body ?? null),
    ])
  }
  if ('model' in body && typeof body.model === 'string') return { ...body }
  throw new Refusal(422, [fault('missing', ['body', 'model'], 'Field required', body)])
}

async function find(house: House, me: Principal, id: string): Promise<Offered> {
  const catalog = openaiCatalog(house)
  const named = openaiModels(await catalog.read()).filter(offer => offer.id === id)
  const open = await openTo(house, me, named)
  const chosen = open.find(({ connection }) => !catalog.isDown(connection)) ?? open[0]
  if (!chosen) throw noModel()
  return chosen
}

/** Names of things that lie at the provider under the admin's key, other people's among them. */
const STORED = new Set([
  'previous_response_id',
  'conversation',
  'file_id',
  'file_ids',
  'vector_store_ids',
  'container',
  'connector_id',
])

/** Whether a body names something stored, anywhere in it; its depth is bounded by how it was read. */
function reachesStored(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(reachesStored)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(
    ([key, inner]) =>
      (STORED.has(key) && inner !== null) || inner === 'item_reference' || reachesStored(inner),
  )
}

/** The contract's rule: what names no model goes to the first connection. */
async function pass(
  house: House,
  me: Principal,
  request: Request,
  path: string,
): Promise<Response> {
  const connection = first(house)
  const { method, body, signal } = request
  const headers = new Headers()
  for (const name of ['accept', 'content-type', 'openai-beta']) {
    const value = request.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  const call = providerFetch(house, connection, {}, identity(house, me))
  const init = { method, headers, signal, ...(body && { body }) }
  const answer = await call(connection.url + path, init).catch(error => {
    throw signal.aborted ? signal.reason : unreachable(error)
  })
  if (answer.ok) return relay(answer)
  throw await refuseAs(answer, connection)
}

function first(house: House): Connection {
  const [connection] = connections(house, 'openai')
  if (connection?.enabled) return connection
  throw new Refusal(400, 'The first OpenAI-style connection is switched off or has no key.')
}
