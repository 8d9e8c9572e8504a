// Knowledge bases: making, reading, changing and deleting one; lists and files are beside.
import { Elysia } from 'elysia'
import { may } from '../../auth/access'
import { guard, READS } from '../../auth/guard'
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { sees } from './access'
import * as Change from './change'
import { detail } from './detail'
import { files } from './files'
import { lists } from './lists'
import { Content, Delete, Id, KnowledgeForm, NewKnowledge } from './schema'
import { byId } from './store'
import { toWire } from './wire'

export const knowledge = (house: House) =>
  new Elysia({ prefix: '/knowledge' })
    .use(guard(house))
    .use(lists(house))
    .use(files(house))
    .post(
      '/create',
      async ({ me, body }) => {
        const { base, ids } = await Change.create(house, me, body)
        return { ...toWire(me, base, ids.length > 0 ? ids : null), files: null }
      },
      { role: 'verified', audit: 'knowledge.create', body: NewKnowledge },
    )
    .get(
      '/:id',
      async ({ me, params, query }) => Response.json(await read(house, me, params.id, query)),
      { role: READS, params: Id, query: Content },
    )
    .post(
      '/:id/update',
      async ({ me, params, query, body }) => {
        const base = await Change.update(house, me, params.id, body)
        return detail(house, me, base, query)
      },
      {
        role: 'verified',
        audit: 'knowledge.update',
        params: Id,
        query: Content,
        body: KnowledgeForm,
      },
    )
    .delete(
      '/:id/delete',
      ({ me, params, query }) => Change.remove(house, me, params.id, query.files),
      { role: 'verified', audit: 'knowledge.delete', params: Id, query: Delete },
    )
    .post(
      '/:id/reset',
      async ({ me, params }) => ({
        ...toWire(me, await Change.reset(house, me, params.id), []),
        files: null,
      }),
      { role: 'verified', audit: 'knowledge.reset', params: Id },
    )

/**
 * Exists but not for him: `200 null`, as the contract has it. Who may only write gets no words, so
 * without them it is his to see.
 */
async function read(house: House, me: Principal, id: string, { content }: { content: boolean }) {
  const base = await byId(house.db, id)
  if (!base) throw new Refusal(401, constants.NOT_FOUND)
  if (content ? !may(me, 'read', base) : !sees(me, base)) return null
  return detail(house, me, base, { content })
}
