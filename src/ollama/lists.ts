// What Ollama servers have and which version they are, from the catalog; admins may ask one server itself.
import { isFree } from '../auth/bounds'
import type { Principal } from '../auth/principal'
import type { House } from '../config/house'
import { Refusal } from '../utils/refusal'
import { connectionAt } from '../webui/connections/connection'
import { type Offered, usableEntries } from '../webui/connections/model'
import { openTo } from '../webui/models/access'
import { fetchTags, ollamaCatalog, ollamaModels } from './catalog'
import { serverAt } from './locate'

/** `GET /api/tags`: every model once, with the numbers of the servers that have it. */
export async function tags(house: House, me: Principal) {
  return { models: unique(await visible(house, me)).map(({ model }) => model.ollama) }
}

/** The same of one server: admins hear it directly, others what is known of it. */
export async function tagsAt(house: House, me: Principal, idx: number) {
  const connection = connectionAt(house, 'ollama', idx)
  if (me.user.role === 'admin' && isFree(me)) {
    const found = await fetchTags(house, serverAt(house, idx))
    return { models: usableEntries(found, 'model').map(({ data }) => data) }
  }
  const mine = (await visible(house, me)).filter(offer => offer.connection === connection)
  return { models: mine.map(({ model, upstream_id }) => plain(model.ollama, upstream_id)) }
}

function plain(entry: unknown, model: string) {
  const { urls: _, ...data } = Object(entry)
  return { ...data, model }
}

/** `GET /v1/models`, of all servers or of one. */
export async function openaiList(house: House, me: Principal, idx?: number) {
  if (idx !== undefined) connectionAt(house, 'ollama', idx)
  const offers = (await visible(house, me)).filter(
    ({ connection }) => idx === undefined || connection.idx === idx,
  )
  const data = unique(offers).map(({ id, model }) => ({
    id,
    object: 'model' as const,
    created: model.created,
    owned_by: 'openai',
  }))
  return { data, object: 'list' as const }
}

const visible = async (house: House, me: Principal): Promise<Offered[]> =>
  openTo(house, me, ollamaModels(await ollamaCatalog(house).read()))

/** The first of each id, where it stands. */
const unique = (offers: Offered[]): Offered[] =>
  [...Map.groupBy(offers, ({ id }) => id).values()].flatMap(([first]) => first ?? [])

/**
 * The lowest version of all servers, false when Ollama is off. Anybody may ask, so a server that
 * has answered is not called for it: readers of the model list keep this up to date.
 */
export async function version(house: House): Promise<{ version: string | false }> {
  if (!house.config.get('ollama.enable')) return { version: false }
  const { listings } = await ollamaCatalog(house).readOnce()
  const known = listings
    .flatMap(listing => listing.version ?? [])
    .filter(text => /^v?\d/.test(text))
  const [lowest] = known.sort((a, b) => compare(numbers(a), numbers(b)))
  if (lowest === undefined) throw unknown()
  return { version: lowest }
}

/** The same of one server. */
export async function versionAt(house: House, idx: number): Promise<{ version: string }> {
  const connection = connectionAt(house, 'ollama', idx)
  const { listings } = await ollamaCatalog(house).readOnce()
  const known = listings.find(listing => listing.connection === connection)?.version
  if (known === undefined) throw unknown()
  return { version: known }
}

const unknown = (): Refusal => new Refusal(500, 'No Ollama server has been reached.')

/** `v0.5.1-rc2` is 0, 5, 1; what is no number counts as 0. */
const numbers = (version: string): number[] =>
  version
    .replace(/^v/, '')
    .split('-', 1)
    .join()
    .split('.')
    .map(part => Number.parseInt(part, 10) || 0)

const compare = (a: number[], b: number[]): number => {
  const at = a.findIndex((part, index) => part !== (b[index] ?? 0))
  return at === -1 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? 0)
}
