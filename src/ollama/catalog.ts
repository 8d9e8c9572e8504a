// The models of the Ollama connections.
import type { House } from '../config/house'
import { perObject } from '../utils/once'
import { Refusal } from '../utils/refusal'
import { seconds } from '../utils/time'
import {
  type Answer,
  Catalog,
  type Content,
  type Entry,
  type Listing,
} from '../webui/connections/catalog'
import type { Connection } from '../webui/connections/connection'
import { unreachable } from '../webui/connections/failure'
import { listPatience } from '../webui/connections/fetch'
import {
  type Model,
  nameOf,
  type Offered,
  prefixed,
  usableEntries,
} from '../webui/connections/model'
import { makeClient } from './client'

/** Larger answers are no list of models. */
const LIST_BYTES = 4 * 1024 ** 2

/** The lists of all Ollama connections of a house. */
export const ollamaCatalog = perObject(
  (house: House) => new Catalog(house, 'ollama', connection => ask(house, connection)),
)

async function ask(house: House, connection: Connection): Promise<Answer> {
  const [all, version] = await Promise.all([
    fetchTags(house, connection),
    fetchVersion(house, connection).catch(() => undefined),
  ])
  const entries = usableEntries(all, 'model')
  const { model_ids } = connection
  const kept = model_ids.length > 0 ? entries.filter(({ id }) => model_ids.includes(id)) : entries
  return { entries: kept, version }
}

type Endpoint = Pick<Connection, 'url' | 'key'>

const limited = (house: House, connection: Endpoint) =>
  makeClient(house, connection, { deadline: listPatience(house), bytes: LIST_BYTES })

/** The list of `GET /api/tags`. Throws when the answer has none. */
export async function fetchTags(house: House, connection: Endpoint): Promise<unknown[]> {
  const client = await limited(house, connection)
  const answer: unknown = await client.list().catch(unread)
  const list: unknown = Object(answer).models
  if (Array.isArray(list)) return list
  throw nonsense()
}

/** What `GET /api/version` says. Throws when it says none. */
export async function fetchVersion(house: House, connection: Endpoint): Promise<string> {
  const client = await limited(house, connection)
  const { version } = Object(await client.version().catch(unread))
  if (typeof version === 'string' && version.length <= VERSION_LENGTH) return version
  throw nonsense()
}

const VERSION_LENGTH = 100

/** The server answers, but with something else. */
const nonsense = (): Refusal => new Refusal(500, 'The server answers, but not as Ollama does.')

/** For answers that the package has read whole. */
export function unread(error: unknown): never {
  throw error instanceof SyntaxError ? nonsense() : unreachable(error)
}

/** Every model of a content, in order, once for each connection that has it. */
export const ollamaModels = perObject((content: Content): readonly Offered[] => {
  const places = Map.groupBy(
    content.listings.flatMap(listing => listing.entries.map(entry => idOf(listing, entry.id))),
    ({ id }) => id,
  )
  return content.listings.flatMap(({ connection, entries }) =>
    entries.map(({ id: upstream_id, data }) => {
      const id = prefixed(connection, upstream_id)
      const urls = (places.get(id) ?? []).map(({ idx }) => idx)
      const model = listed(id, data, urls, content.made_at)
      return { id, connection, upstream_id, everyone: connection.everyone, unlisted: false, model }
    }),
  )
})

const idOf = ({ connection }: Listing, upstream: string) => ({
  id: prefixed(connection, upstream),
  idx: connection.idx,
})

function listed(id: string, data: Entry['data'], urls: number[], made_at: number): Model {
  return {
    id,
    name: nameOf(data, id),
    object: 'model',
    created: seconds(made_at),
    owned_by: 'ollama',
    ollama: { ...data, model: id, urls },
  }
}
