// Usage over HTTP: one's own for everybody, everybody's for admins; prices of models.
import { Elysia } from 'elysia'
import { guard, READS } from '../../auth/guard'
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { dayAfter, today } from '../../utils/day'
import { download } from '../../utils/pulled'
import { Refusal } from '../../utils/refusal'
import { ledgerOf } from './ledger'
import { pricesOf } from './prices'
import { OfModel, PriceForm, PricesChanged, Query } from './schema'
import * as Usage from './store'
import { lines, people, type Scope, total } from './summary'
import { csvHead, csvRow, toLine, toPrice, toSums } from './wire'

const MONTH = 30
const MOST_DAYS = 3660
/** Lines of one answer; a file has as many as there are. */
const MOST = 5000

export const usage = (house: House) =>
  new Elysia({ prefix: '/usage' })
    .use(guard(house))
    .get('/', ({ me, query }) => summary(house, me, query), { role: READS, query: Query })
    .get('/export', ({ me, query }) => file(house, me, query), { role: READS, query: Query })
    .get('/prices', () => priceList(house), { role: 'admin' })
    .post('/prices', ({ body }) => setPrice(house, body), {
      role: 'admin',
      audit: { action: 'price.set', detail: ['input', 'output'] },
      body: PriceForm,
    })
    .delete('/prices', ({ query }) => removePrice(house, query.model), {
      role: 'admin',
      audit: 'price.delete',
      query: OfModel,
    })

/** Whoever is no admin sees himself, and no addresses of connections. */
function scopeOf({ user }: Principal, query: Query): Scope {
  const admin = user.role === 'admin'
  const wanted = query.user === 'me' ? user.id : query.user
  const foreign = wanted !== undefined && wanted !== user.id
  if (
    !admin &&
    (foreign || query.group.some(group => group === 'user' || group === 'connection'))
  ) {
    throw new Refusal(401, constants.ACCESS_PROHIBITED)
  }
  const to = query.to ?? today()
  const from = query.from ?? dayAfter(to, 1 - MONTH)
  if (from < dayAfter(to, -MOST_DAYS)) throw new Refusal(400, 'Ask for ten years at most.')
  const { model, kind } = query
  return { from, to, model, kind, user_id: admin ? wanted : user.id }
}

async function summary(house: House, me: Principal, query: Query) {
  const scope = scopeOf(me, query)
  await ledgerOf(house).flush()
  const found = await lines(house.db, scope, query.group, MOST + 1)
  const known = query.group.includes('user') ? await people(house.db) : new Map()
  return {
    from: scope.from,
    to: scope.to,
    currency: house.config.get('usage.currency'),
    total: toSums(await total(house.db, scope)),
    data: found.slice(0, MOST).map(line => toLine(house, known, line)),
    /** There are more lines than these; narrow down, or take the file. */
    more: found.length > MOST,
  }
}

async function file(house: House, me: Principal, query: Query): Promise<Response> {
  const scope = scopeOf(me, query)
  await ledgerOf(house).flush()
  return download(csv(house, scope, query.group), `usage-${scope.from}-${scope.to}`, 'csv')
}

/** Told apart by days, one day at a time: a year of a large house is never in memory. */
async function* csv(
  house: House,
  scope: Scope,
  groups: Query['group'],
): AsyncGenerator<string, void> {
  yield csvHead(groups, house.config.get('usage.currency'))
  const known = groups.includes('user') ? await people(house.db) : new Map()
  const step = groups.includes('day')
  for (let day = scope.from; day <= scope.to; day = dayAfter(day, 1)) {
    const part = step ? { ...scope, from: day, to: day } : scope
    const found = await lines(house.db, part, groups, Number.MAX_SAFE_INTEGER)
    const text = found.map(line => csvRow(groups, toLine(house, known, line))).join('')
    if (text) yield text
    if (!step) return
  }
}

const priceList = async (house: House) => ({
  currency: house.config.get('usage.currency'),
  data: (await Usage.allPrices(house.db)).map(toPrice),
})

async function setPrice(house: House, form: typeof PriceForm._output) {
  const row = { ...form, updated_at: Date.now() }
  await Usage.setPrice(house.db, row)
  await changed(house)
  return toPrice(row)
}

/** A model without a price is no error. */
async function removePrice(house: House, model: string): Promise<true> {
  await Usage.removePrice(house.db, model)
  await changed(house)
  return true
}

/** Counts here before the answer leaves, elsewhere a moment later. */
async function changed(house: House): Promise<void> {
  await pricesOf(house).load()
  house.bus.publish(PricesChanged, {})
}
