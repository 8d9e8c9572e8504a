// All models of all providers in one list, and the one way to the model that a request names.
import type { Principal } from '../auth/principal'
import type { House } from '../config/house'
import { ollamaCatalog, ollamaModels } from '../ollama/catalog'
import { openaiCatalog, openaiModels } from '../openai/catalog'
import type { Sees } from '../socket'
import { perObject } from '../utils/once'
import type { Catalog, Content } from '../webui/connections/catalog'
import type { Offered, Providers } from '../webui/connections/model'
import { judge, noModel, openTo, readRows } from '../webui/models/access'
import type { Model as Row } from '../webui/models/store'

/** A model and where it is. Nothing in it may be changed. */
export interface FoundModel extends Offered {
  /** What admins say of it: name, params, system prompt. */
  row: Row | null
}

/** Every offer by id, OpenAI-style connections first; the first of an id is the one that is listed. */
export interface Merged {
  listed: readonly Offered[]
  places: ReadonlyMap<string, readonly Offered[]>
}

/** The catalogs of all kinds. */
export const catalogs = (house: House): readonly Catalog[] => [
  openaiCatalog(house),
  ollamaCatalog(house),
]

/** What the routes about connections need of this layer. */
export const providers = (house: House): Providers => ({
  catalogs: catalogs(house),
  find: async id => place(house, await locate(house, id)),
})

/** The merged list, and a refresh behind; see `Catalog.read` for when it waits. */
export async function readMerged(house: House): Promise<Merged> {
  const [openai, ollama] = await Promise.all([
    openaiCatalog(house).read(),
    ollamaCatalog(house).read(),
  ])
  return merge(openai)(ollama)
}

const merge = perObject((openai: Content) =>
  perObject((ollama: Content): Merged => {
    const places = Map.groupBy([...openaiModels(openai), ...ollamaModels(ollama)], ({ id }) => id)
    const firsts = [...places.values()].flatMap(([first, ...others]) =>
      first ? [{ ...first, everyone: [first, ...others].some(({ everyone }) => everyone) }] : [],
    )
    return { listed: firsts.filter(({ unlisted }) => !unlisted), places }
  }),
)

/** What `me` may choose from, in the order of the list. */
export async function visibleModels(house: House, me: Principal): Promise<Offered[]> {
  const { listed } = await readMerged(house)
  return openTo(
    house,
    me,
    listed.filter(offer => !isFilter(offer)),
  )
}

/**
 * Tells of people which models of the list they may know of, as far as it is known now. Admins know
 * of everything, whatever it is called.
 */
export async function sight(house: House): Promise<Sees> {
  const { listed } = merge(openaiCatalog(house).peek())(ollamaCatalog(house).peek())
  const offers = new Map(listed.filter(offer => !isFilter(offer)).map(offer => [offer.id, offer]))
  const rows = await readRows(house)
  return (me, id) => {
    const offer = offers.get(id)
    return me.user.role === 'admin' || (!!offer && judge(house, me, rows, offer).uses)
  }
}

/** Filters of a pipelines server are in its list, but no model to talk to. */
export const isFilter = ({ model }: Offered): boolean => Object(model.pipeline).type === 'filter'

/**
 * The model that `me` asks for by its id, at a connection that is open to him; `fits` narrows down
 * to some. Throws 404 when there is none, when it is off and when it is not for him, all alike.
 */
export async function authorizeModel(
  house: House,
  me: Principal,
  id: string,
  fits: (offer: Offered) => boolean = () => true,
): Promise<FoundModel> {
  const offers = (await locate(house, id)).filter(fits)
  const chosen = place(house, await openTo(house, me, offers))
  if (!chosen) throw noModel()
  return chosen
}

/** The model of that id with the server's own rights, for tasks; nothing when there is none in use. */
export async function findModel(house: House, id: string): Promise<FoundModel | undefined> {
  const offer = place(house, await locate(house, id))
  const row = offer ? (await readRows(house)).over(id) : null
  return offer && row?.is_active !== false ? { ...offer, row } : undefined
}

/** Every place of a model. One that is not in the list may have come since: a refresh that is due is waited for. */
async function locate(house: House, id: string): Promise<readonly Offered[]> {
  const known = (await readMerged(house)).places.get(id)
  if (known) return known
  await Promise.all(catalogs(house).map(catalog => catalog.readFresh()))
  return (await readMerged(house)).places.get(id) ?? []
}

/** Where several connections have it, one that answers; the load of Ollama servers is spread. */
function place<O extends Offered>(house: House, offers: readonly O[]): O | undefined {
  const up = offers.filter(({ connection }) => !isDown(house, connection))
  const [first] = up.length > 0 ? up : offers
  if (first?.connection.kind !== 'ollama') return first
  const alike = up.filter(({ connection }) => connection.kind === 'ollama')
  return alike[Math.floor(Math.random() * alike.length)] ?? first
}

const isDown = (house: House, connection: Offered['connection']): boolean =>
  catalogs(house).some(catalog => catalog.isDown(connection))
