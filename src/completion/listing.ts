// The list of models over HTTP, as JSON that is made once for all who may see the same.
import { Elysia } from 'elysia'
import { guard, LISTS } from '../auth/guard'
import type { Principal } from '../auth/principal'
import type { House } from '../config/house'
import { perObject } from '../utils/once'
import { Recent } from '../utils/recent'
import type { Offered } from '../webui/connections/model'
import { judge, type Rows, readRows } from '../webui/models/access'
import { toWire } from '../webui/models/wire'
import { isFilter, type Merged, readMerged } from './models'

export const modelLists = (house: House) =>
  new Elysia({ prefix: '/api/models' })
    .use(guard(house))
    .get('/', async ({ me }) => json(await listFor(house, me)), { role: LISTS })
    .get('/base', async () => ({ data: base(await readMerged(house)) }), { role: 'admin' })

const json = (bytes: Bytes): Response =>
  new Response(bytes, { headers: { 'content-type': 'application/json' } })

const base = ({ listed }: Merged) => listed.map(({ model }) => ({ ...model, actions: [] }))

type Bytes = Uint8Array<ArrayBuffer>

/** Lists made of the same models, rows and order. */
interface Edition {
  merged: Merged
  rows: Rows
  order: readonly string[]
  /** The whole answer, by what its reader sees of each model. */
  answers: Recent<string, Bytes>
  /** The same, by reader. */
  readers: Recent<string, Bytes>
}

const READERS = 2000
const ANSWERS = 50

const editions = perObject((_house: House): { now?: Edition } => ({}))

async function listFor(house: House, me: Principal): Promise<Bytes> {
  const edition = await current(house)
  const bound = me.key?.models ? [JSON.stringify(me.key.models)] : []
  const reader = [me.user.role, me.user.id, ...me.groups.map(({ id }) => id), ...bound].join(' ')
  const known = edition.readers.get(reader)
  if (known !== undefined) return known
  const sights = edition.merged.listed.map(offer => sightOf(house, me, edition.rows, offer))
  const sight = sights.join('')
  const answer = edition.answers.get(sight) ?? render(edition, sights)
  edition.answers.set(sight, answer)
  edition.readers.set(reader, answer)
  return answer
}

async function current(house: House): Promise<Edition> {
  const merged = await readMerged(house)
  const rows = await readRows(house)
  const order = house.config.get('ui.model_order_list')
  const held = editions(house)
  const same = held.now?.merged === merged && held.now.rows === rows && held.now.order === order
  if (held.now && same) return held.now
  held.now = { merged, rows, order, answers: new Recent(ANSWERS), readers: new Recent(READERS) }
  return held.now
}

/** Hidden, read, or written: nobody sees the same letters and yet another list. */
type Sight = '-' | 'r' | 'w'

function sightOf(house: House, me: Principal, rows: Rows, offer: Offered): Sight {
  if (isFilter(offer)) return '-'
  const { uses, writes } = judge(house, me, rows, offer)
  if (!uses) return '-'
  return writes ? 'w' : 'r'
}

function render({ merged, rows, order }: Edition, sights: Sight[]): Bytes {
  const seen = merged.listed.flatMap(({ id, model }, index) => {
    const sight = sights[index]
    if (sight === '-') return []
    const row = rows.over(id)
    const said = row && { name: row.name, info: toWire(row, sight === 'w') }
    return [{ ...model, ...said, actions: [] }]
  })
  return new TextEncoder().encode(JSON.stringify({ data: sorted(seen, order) }))
}

/** Listed ones first, in their order, the rest by name; without an order as the providers have it. */
function sorted<M extends { id: string; name: string }>(
  models: M[],
  order: readonly string[],
): M[] {
  if (order.length === 0) return models
  const rank = new Map(order.map((id, index) => [id, index]))
  const at = ({ id }: M) => rank.get(id) ?? order.length
  return models.toSorted((a, b) => at(a) - at(b) || (rank.has(a.id) ? 0 : compare(a.name, b.name)))
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
