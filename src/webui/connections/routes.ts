// Our own client's routes about connections: their state, what runs on this machine, who may use what.
import { Elysia } from 'elysia'
import { guard, READS } from '../../auth/guard'
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { findLocal } from './local'
import type { Providers } from './model'
import { AccessForm } from './schema'
import { shareConnection, shareModel } from './share'
import { connectionStates } from './state'

export const connections = (house: House, providers: Providers) =>
  new Elysia({ prefix: '/connections' })
    .use(guard(house))
    .get('/state', ({ me }) => connectionStates(providers.catalogs, me), { role: READS })
    .get('/local', async () => ({ data: await findLocal(house) }), { role: 'admin' })
    .post('/access', ({ me, body }) => share(house, providers, me, body), {
      role: 'admin',
      audit: { action: 'model.share', detail: ['everyone'] },
      body: AccessForm,
    })

async function share(house: House, providers: Providers, me: Principal, form: AccessForm) {
  const { model, connection, everyone, read } = form
  if (connection) await shareConnection(house, connection, everyone)
  else await shareModel(house, me, await providers.find(model ?? ''), everyone ? null : { read })
  for (const catalog of providers.catalogs) void catalog.read()
  return { everyone }
}
