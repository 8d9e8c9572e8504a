// From the name in a request to a server that has the model.
import type { Principal } from '../auth/principal'
import type { House } from '../config/house'
import { Refusal } from '../utils/refusal'
import type { Content } from '../webui/connections/catalog'
import { type Connection, connectionAt } from '../webui/connections/connection'
import type { Offered } from '../webui/connections/model'
import { openTo } from '../webui/models/access'
import { ollamaCatalog, ollamaModels } from './catalog'

/** A model on its server, under the server's own name for it. */
export type Target = Pick<Offered, 'connection' | 'upstream_id'>

/**
 * Where the model is for `me`: one of the servers that answer, or the one numbered `idx` if it has
 * the model. Throws 400 when there is none, and alike when it is not for him.
 */
export async function locate(
  house: House,
  me: Principal,
  name: string,
  idx?: number,
): Promise<Target & Pick<Offered, 'id'>> {
  const there = (await named(house, name)).filter(
    ({ connection }) => idx === undefined || connection.idx === idx,
  )
  const offers = await openTo(house, me, there)
  const up = offers.filter(({ connection }) => !ollamaCatalog(house).isDown(connection))
  const among = up.length > 0 ? up : offers
  const chosen = among[Math.floor(Math.random() * among.length)]
  if (!chosen) throw notFound(name)
  return chosen
}

/** For admins, who may name any server: the one numbered `idx`, else the first that has the model. */
export async function locateFirst(house: House, name: string, idx?: number): Promise<Target> {
  const offers = await named(house, name)
  if (idx === undefined) {
    const [first] = offers
    if (!first) throw notFound(name)
    return first
  }
  const connection = serverAt(house, idx)
  const known = offers.find(offer => offer.connection === connection)
  return known ?? { connection, upstream_id: name }
}

/** The connection with that number. Throws 404 when there is none, 400 when it is off. */
export function serverAt(house: House, idx: number): Connection {
  const connection = connectionAt(house, 'ollama', idx)
  if (connection.enabled) return connection
  throw new Refusal(400, 'This Ollama connection is switched off.')
}

/** A model that is not in the list may have come since: a refresh that is due is waited for. */
async function named(house: House, name: string): Promise<Offered[]> {
  const catalog = ollamaCatalog(house)
  const known = matching(await catalog.read(), name)
  return known.length > 0 ? known : matching(await catalog.readFresh(), name)
}

/** `m` is `m:latest`, unless a model is listed as `m`. */
function matching(content: Content, name: string): Offered[] {
  const all = ollamaModels(content)
  const exact = all.filter(({ id }) => id === name)
  if (exact.length > 0 || name.includes(':')) return exact
  return all.filter(({ id }) => id === `${name}:latest`)
}

const notFound = (name: string): Refusal => new Refusal(400, `Model '${name}' was not found`)
