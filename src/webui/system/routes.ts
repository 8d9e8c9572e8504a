// The state of the server, and a copy of its database; for admins.
import { Elysia } from 'elysia'
import { guard } from '../../auth/guard'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { download } from './download'
import { type Sources, stateOf } from './state'

export const system = (house: House, sources: Sources) =>
  new Elysia()
    .use(guard(house))
    .get('/system', ({ me }) => stateOf(house, me, sources), { role: 'admin' })
    .get('/utils/db/download', () => copy(house), { role: 'admin', audit: 'database.download' })

function copy(house: House): Promise<Response> {
  if (!house.config.get('auth.admin.export')) throw new Refusal(401, constants.ACCESS_PROHIBITED)
  if (house.db.kind !== 'sqlite') throw new Refusal(400, constants.DB_NOT_SQLITE)
  return download(house)
}
