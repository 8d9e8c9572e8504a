// Everything under /openai but chats: connections, their models, and the way through to the provider.
import { Elysia } from 'elysia'
import { isFree } from '../auth/bounds'
import { guard, LISTS } from '../auth/guard'
import type { Principal } from '../auth/principal'
import type { House } from '../config/house'
import { connectionAt } from '../webui/connections/connection'
import { unexpected } from '../webui/connections/failure'
import { usableEntries } from '../webui/connections/model'
import { checkedAddress } from '../webui/connections/options'
import { openTo } from '../webui/models/access'
import { fetchList, openaiCatalog, openaiModels } from './catalog'
import { readConfig, writeConfig } from './config'
import { proxy } from './proxy'
import { ConfigForm, Place, VerifyForm } from './schema'

/** Made anew for each route: Elysia writes its hooks into the object. */
const proxied = () => ({ role: { is: 'verified', body: 'raw' } }) as const
const asking = () => ({ role: { is: 'verified', body: 'raw', key: 'completions' } }) as const

export const openai = (house: House) =>
  new Elysia({ prefix: '/openai' })
    .use(guard(house))
    .get('/config', () => readConfig(house), { role: 'admin' })
    .post('/config/update', ({ body }) => writeConfig(house, body), {
      role: 'admin',
      audit: 'connection.change',
      body: ConfigForm,
    })
    .post('/verify', ({ body }) => verify(house, body), {
      role: 'admin',
      audit: 'connection.verify',
      body: VerifyForm,
    })
    .get('/models', ({ me }) => list(house, me), { role: LISTS })
    .get('/models/:idx', ({ me, params }) => listAt(house, me, params.idx), {
      role: LISTS,
      params: Place,
    })
    .get('/*', ({ me, request, server }) => through(house, me, request, server), proxied())
    .post('/*', ({ me, request, server }) => through(house, me, request, server), asking())
    .put('/*', ({ me, request, server }) => through(house, me, request, server), proxied())
    .delete('/*', ({ me, request, server }) => through(house, me, request, server), proxied())

type Server = { timeout(request: Request, seconds: number): void } | null

function through(house: House, me: Principal, request: Request, server: Server): Promise<Response> {
  // A model may be silent for longer than a connection is kept otherwise.
  server?.timeout(request, 0)
  return proxy(house, me, request)
}

/** Asks an address that is not saved yet; gives its models, nothing else of its answer. */
async function verify(house: House, { url, key }: typeof VerifyForm._output) {
  const endpoint = { url: checkedAddress(url), key: key.trim() }
  const found = await fetchList(house, endpoint).catch(unexpected)
  return { object: 'list', data: usableEntries(found, 'id').map(({ data }) => data) }
}

async function list(house: House, me: Principal) {
  return { data: (await visible(house, me)).map(({ model }) => model) }
}

async function visible(house: House, me: Principal) {
  const offers = openaiModels(await openaiCatalog(house).read())
  return openTo(
    house,
    me,
    offers.filter(({ unlisted }) => !unlisted),
  )
}

/** Admins hear the provider itself; others what is known of a connection that is on. */
async function listAt(house: House, me: Principal, idx: number) {
  const connection = connectionAt(house, 'openai', idx)
  if (me.user.role === 'admin' && isFree(me)) {
    const found = await fetchList(house, connection).catch(unexpected)
    return { object: 'list', data: usableEntries(found, 'id').map(({ data }) => data) }
  }
  const offers = (await visible(house, me)).filter(offer => offer.connection === connection)
  return { object: 'list', data: offers.map(({ model }) => model.openai) }
}
