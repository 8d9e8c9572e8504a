// What a person keeps about himself: settings and info, free-form for the server.
import { Elysia } from 'elysia'
import { guard, READS } from '../../auth/guard'
import type { Principal } from '../../auth/principal'
import { UserChanged } from '../../auth/schema'
import * as Accounts from '../../auth/store'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { Info, Settings } from './schema'
import { mergeInfo } from './store'

export const own = (house: House) =>
  new Elysia({ prefix: '/user' })
    .use(guard(house))
    .get('/settings', ({ me }) => document(me.user.settings), { role: READS })
    .post('/settings/update', ({ me, body }) => saveSettings(house, me, body), {
      role: 'verified',
      body: Settings,
    })
    .get('/info', ({ me }) => document(me.user.info), { role: READS })
    .post(
      '/info/update',
      async ({ me, body }) => document(await mergeInfo(house.db, me.user.id, body)),
      {
        role: 'verified',
        body: Info,
      },
    )

/** JSON even when there is none: `null`, not an empty body. */
const document = (value: Record<string, unknown> | null): Response => Response.json(value)

/** Replaces the whole document. */
async function saveSettings(house: House, { user }: Principal, settings: Record<string, unknown>) {
  const changed = await Accounts.update(house.db, user.id, { settings })
  if (!changed) throw new Refusal(400, constants.NOT_FOUND)
  house.bus.publish(UserChanged, { user_id: user.id, gone: false })
  return document(changed.settings)
}
