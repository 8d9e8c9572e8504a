// The list of models as OpenAI's clients read it.
import { Elysia } from 'elysia'
import { z } from 'zod'
import { guard, LISTS } from '../auth/guard'
import type { House } from '../config/house'
import type { Offered } from '../webui/connections/model'
import { visibleModels } from './models'
import { target } from './target'

const Named = z.object({ '*': z.string() })

export const modelsV1 = (house: House) =>
  new Elysia({ prefix: '/v1/models' })
    .use(guard(house))
    .get(
      '/',
      async ({ me }) => ({
        object: 'list',
        data: (await visibleModels(house, me)).map(toWire),
      }),
      { role: LISTS },
    )
    // Ids may have slashes.
    .get('/*', async ({ me, params }) => toWire(await target(house, me, decoded(params['*']))), {
      role: LISTS,
      params: Named,
    })

/** The wildcard comes as it was sent. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

const toWire = ({ id, model }: Offered) => ({
  id,
  object: 'model',
  created: model.created ?? 0,
  owned_by: model.owned_by,
})
