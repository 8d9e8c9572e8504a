// The own API keys: the contract's one key, and any number of named ones beside it.
import { Elysia } from 'elysia'
import { z } from 'zod'
import { guard } from '../../auth/guard'
import * as Keys from '../../auth/keys'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { seconds } from '../../utils/time'

const MOST = 50
const NewKey = z.object({ name: z.string().trim().min(1).max(100) })

export const keys = (house: House) =>
  new Elysia()
    .use(guard(house))
    .post('/api_key', ({ me }) => make(house, me.user.id, Keys.DEFAULT_KEY), {
      role: 'session',
      audit: 'key.create',
    })
    .get(
      '/api_key',
      async ({ me }) => {
        const key = await Keys.named(house.db, me.user.id, Keys.DEFAULT_KEY)
        if (!key) throw new Refusal(404, constants.API_KEY_NOT_FOUND)
        return { api_key: masked(key.hint) }
      },
      { role: 'session' },
    )
    .delete(
      '/api_key',
      async ({ me }) => {
        await Keys.remove(house.db, me.user.id, Keys.DEFAULT_KEY)
        return true
      },
      { role: 'session', audit: 'key.delete' },
    )
    .get('/api_keys', async ({ me }) => (await Keys.byUser(house.db, me.user.id)).map(toWire), {
      role: 'verified',
    })
    .post('/api_keys', ({ me, body }) => make(house, me.user.id, body.name), {
      role: 'verified',
      audit: 'key.create',
      body: NewKey,
    })
    .delete('/api_keys/:id', ({ me, params }) => Keys.removeById(house.db, me.user.id, params.id), {
      role: 'verified',
      audit: 'key.delete',
    })

const masked = (hint: string): string => `sk-…${hint}`

const toWire = ({ id, name, hint, created_at, used_at, expires_at }: Keys.KeyRow) => ({
  id,
  name,
  api_key: masked(hint),
  created_at: seconds(created_at),
  used_at: used_at === null ? null : seconds(used_at),
  expires_at: expires_at === null ? null : seconds(expires_at),
})

/** The answer is the only place where the whole key is ever shown. */
async function make(house: House, user_id: string, name: string): Promise<{ api_key: string }> {
  if (!house.config.get('auth.api_key.enable')) {
    throw new Refusal(403, constants.API_KEY_CREATION_NOT_ALLOWED)
  }
  const held = await Keys.byUser(house.db, user_id)
  if (held.length >= MOST && !held.some(key => key.name === name)) {
    throw new Refusal(400, `You have ${MOST} keys already. Delete one you no longer use.`)
  }
  return { api_key: await Keys.create(house.db, user_id, name) }
}
