// The routes for the files of a knowledge base: the contract's, one by one, and ours, many at once.
import { Elysia } from 'elysia'
import { guard, READS } from '../../auth/guard'
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { sees } from './access'
import { detail } from './detail'
import { filesPage } from './files-page'
import * as Membership from './membership'
import { AddFile, AddFiles, Content, FilesPage, Id, OneFile, RemoveFiles } from './schema'
import { byId } from './store'

export const files = (house: House) =>
  new Elysia()
    .use(guard(house))
    .post(
      '/:id/file/add',
      async ({ me, params, query, body }) => {
        const { base } = await Membership.addOne(house, me, params.id, body)
        return detail(house, me, base, query)
      },
      { ...writes('knowledge.file.add'), params: Id, query: Content, body: AddFile },
    )
    .post(
      '/:id/file/update',
      async ({ me, params, query, body }) => {
        const { base } = await Membership.refresh(house, me, params.id, body.file_id)
        return detail(house, me, base, query)
      },
      { ...writes('knowledge.file.update'), params: Id, query: Content, body: OneFile },
    )
    .post(
      '/:id/file/remove',
      async ({ me, params, query, body }) => {
        const { base } = await Membership.removeOne(house, me, params.id, body.file_id)
        return detail(house, me, base, query)
      },
      { ...writes('knowledge.file.remove'), params: Id, query: Content, body: OneFile },
    )
    // Ours, for folders of files and lists of ten thousand.
    .get('/:id/files', ({ me, params, query }) => page(house, me, params.id, query), {
      role: READS,
      params: Id,
      query: FilesPage,
    })
    .post(
      '/:id/files/add',
      ({ me, params, body }) => Membership.addAll(house, me, params.id, body.files),
      { ...writes('knowledge.file.add'), params: Id, body: AddFiles },
    )
    .post(
      '/:id/files/remove',
      async ({ me, params, body }) => {
        const { removed } = await Membership.removeAll(house, me, params.id, body.file_ids)
        return { removed }
      },
      { ...writes('knowledge.file.remove'), params: Id, body: RemoveFiles },
    )

/** Which files are in a base is for those who read it and for those who put them there. */
async function page(house: House, me: Principal, id: string, ask: FilesPage) {
  const base = await byId(house.db, id)
  if (!base || !sees(me, base)) throw new Refusal(404, constants.NOT_FOUND)
  return filesPage(house.db, id, ask)
}

function writes(action: string) {
  return { role: 'verified' as const, audit: { action, detail: ['file_id'] } }
}
