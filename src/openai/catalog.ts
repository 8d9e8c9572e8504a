// The models of the OpenAI-style connections.
import type { House } from '../config/house'
import { perObject } from '../utils/once'
import { Refusal } from '../utils/refusal'
import {
  type Answer,
  Catalog,
  type Content,
  type Entry,
  type Listing,
} from '../webui/connections/catalog'
import { type Connection, isOpenAI } from '../webui/connections/connection'
import { unreachable } from '../webui/connections/failure'
import { listPatience } from '../webui/connections/fetch'
import {
  type Model,
  nameOf,
  type Offered,
  prefixed,
  usableEntries,
} from '../webui/connections/model'
import { get } from './client'

/** Larger answers are no list of models. */
const LIST_BYTES = 4 * 1024 ** 2

/** The lists of all OpenAI-style connections of a house. */
export const openaiCatalog = perObject(
  (house: House) => new Catalog(house, 'openai', connection => ask(house, connection)),
)

/** Fixed ids replace the listing, and no call is made. */
async function ask(house: House, connection: Connection): Promise<Answer> {
  if (connection.model_ids.length > 0) return fixed(connection)
  return { entries: usableEntries(await fetchList(house, connection), 'id') }
}

const fixed = ({ model_ids }: Connection): Answer => ({
  entries: model_ids.filter(Boolean).map(id => ({ id, data: { id } })),
})

/** The list that `GET <url>/models` gives, bare or under `data`. Throws when the answer has none. */
export async function fetchList(
  house: House,
  connection: Pick<Connection, 'url' | 'key'>,
): Promise<unknown[]> {
  const limits = { deadline: listPatience(house), bytes: LIST_BYTES }
  const response = await get(house, connection, '/models', limits)
  const body: unknown = await response.json().catch(error => {
    throw error instanceof SyntaxError ? nonsense() : unreachable(error)
  })
  const list: unknown = Array.isArray(body) ? body : Object(body).data
  if (Array.isArray(list) && !Object(body).error) return list
  throw nonsense()
}

/** The server answers, but with something else. */
const nonsense = (): Refusal =>
  new Refusal(500, 'The server answers, but not with a list of models.')

/** Every model of a content, in order; worked out once for each. */
export const openaiModels = perObject((content: Content): readonly Offered[] =>
  content.listings.flatMap(offers),
)

const offers = ({ connection, entries }: Listing): Offered[] =>
  entries.map(({ id: upstream_id, data }) => {
    const model = (connection.model_ids.length > 0 ? named : listed)(connection, upstream_id, data)
    const { everyone } = connection
    const unlisted = isOpenAI(connection.url) && OTHER_KINDS.test(upstream_id)
    return { id: model.id, connection, upstream_id, everyone, unlisted, model }
  })

/** OpenAI lists all it has; these do not chat. */
const OTHER_KINDS = /babbage|dall-e|davinci|embedding|tts|whisper/

/** Keys that mean something of ours; a provider must not set them. */
const OURS = ['info', 'preset', 'arena', 'pipe', 'ollama', 'actions']

function listed(connection: Connection, upstream_id: string, data: Entry['data']): Model {
  const id = prefixed(connection, upstream_id)
  const theirs = Object.entries(data).filter(([key]) => !OURS.includes(key))
  const { created } = data
  return {
    ...Object.fromEntries(theirs),
    id,
    name: nameOf(data, id),
    object: 'model',
    created: typeof created === 'number' ? created : 0,
    owned_by: 'openai',
    openai: data,
    urlIdx: connection.idx,
  }
}

/** The shape of the contract for fixed ids, nesting and all. */
function named(connection: Connection, upstream_id: string): Model {
  const common = { name: upstream_id, owned_by: 'openai' as const, urlIdx: connection.idx }
  const inner = { id: upstream_id, ...common, openai: { id: upstream_id } }
  return { id: prefixed(connection, upstream_id), ...common, openai: inner }
}
