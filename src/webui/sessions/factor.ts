// What admins see of somebody's second factor, and taking it away when it is lost.
import { Elysia } from 'elysia'
import * as Factors from '../../auth/factors'
import { guard } from '../../auth/guard'
import * as Passkeys from '../../auth/passkeys'
import type { Principal } from '../../auth/principal'
import { UserChanged } from '../../auth/schema'
import * as Accounts from '../../auth/store'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { seconds } from '../../utils/time'
import { known } from './known'

export const userFactor = (house: House) =>
  new Elysia({ prefix: '/users/:id/second-factor' })
    .use(guard(house))
    .get('/', async ({ params }) => state(house, await known(house, params.id)), { role: ADMIN })
    .delete('/', async ({ me, params }) => reset(house, me, await known(house, params.id)), {
      role: ADMIN,
      audit: 'user.factor.reset',
    })

const ADMIN = { is: 'admin', key: 'never' } as const

async function state({ db }: House, id: string) {
  const held = await Factors.held(db, id)
  return {
    app: held ? { since: seconds(held.created_at) } : null,
    recovery_codes: held ? await Factors.codesLeft(db, id) : 0,
    passkeys: (await Passkeys.byUser(db, id)).length,
  }
}

/** App, recovery codes and passkeys go. Of the first account only its owner, or the shell, takes them. */
async function reset(house: House, me: Principal, id: string): Promise<true> {
  const primary = await Accounts.primary(house.db)
  if (id === primary?.id && id !== me.user.id) throw new Refusal(403, constants.ACTION_PROHIBITED)
  await Factors.drop(house.db, id, true)
  house.bus.publish(UserChanged, { user_id: id, gone: false })
  return true
}
