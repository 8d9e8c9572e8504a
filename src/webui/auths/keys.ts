// The own API keys: the contract's one key, and any number of named ones beside it.
import { Elysia } from 'elysia'
import { z } from 'zod'
import { keyUsed } from '../../auth/activity'
import { guard } from '../../auth/guard'
import * as Keys from '../../auth/keys'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { seconds } from '../../utils/time'

const MODELS = 200

/** `expires_at` in epoch seconds. What is left out does not bind the key. */
export const NewKey = z.object({
  name: z.string().trim().min(1).max(100),
  scope: z.enum(['all', 'read', 'completions', 'models']).default('all'),
  models: z.array(z.string().min(1).max(256)).min(1).max(MODELS).nullable().default(null),
  expires_at: z.int().max(9_999_999_999).nullable().default(null),
})

export const keys = (house: House) =>
  new Elysia()
    .use(guard(house))
    .post('/api_key', ({ me }) => make(house, me.user.id, Keys.DEFAULT_KEY), {
      role: OWN,
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
      { role: { is: 'session', key: 'never' }, audit: 'key.delete' },
    )
    .get('/api_keys', ({ me }) => list(house, me.user.id), { role: 'verified' })
    .post('/api_keys', ({ me, body }) => make(house, me.user.id, body.name, bounds(body)), {
      role: OWN,
      audit: { action: 'key.create', detail: ['scope'] },
      body: NewKey,
    })
    .delete('/api_keys/:id', ({ me, params }) => Keys.removeById(house.db, me.user.id, params.id), {
      role: OWN,
      audit: 'key.delete',
    })

/** No key makes or removes keys; those who wait to be let in make none that would wait with them. */
const OWN = { is: 'verified', key: 'never' } as const

const masked = (hint: string): string => `sk-…${hint}`

const list = async (house: House, user_id: string) =>
  (await Keys.byUser(house.db, user_id)).map(key => toWire(key, keyUsed(house, key)))

const toWire = (key: Keys.KeyRow, used_at: number | null) => ({
  id: key.id,
  name: key.name,
  api_key: masked(key.hint),
  scope: key.scope,
  models: key.models,
  created_at: seconds(key.created_at),
  used_at: used_at === null ? null : seconds(used_at),
  expires_at: key.expires_at === null ? null : seconds(key.expires_at),
})

function bounds({ scope, models, expires_at }: typeof NewKey._output): Keys.Bounds {
  const end = expires_at === null ? null : expires_at * 1000
  if (end !== null && end <= Date.now()) {
    throw new Refusal(400, 'The key would have expired already. Choose a later time.')
  }
  return { scope, models: models && [...new Set(models)], expires_at: end }
}

/** The answer is the only place where the whole key is ever shown. */
async function make(
  house: House,
  user_id: string,
  name: string,
  bound: Keys.Bounds = Keys.UNBOUND,
): Promise<{ api_key: string }> {
  if (!house.config.get('auth.api_key.enable')) {
    throw new Refusal(403, constants.API_KEY_CREATION_NOT_ALLOWED)
  }
  const api_key = await Keys.create(house.db, user_id, name, bound).catch(error => {
    if (!(error instanceof Keys.TooMany)) throw error
    throw new Refusal(400, `You have ${Keys.MOST} keys already. Delete one you no longer use.`)
  })
  return { api_key }
}
