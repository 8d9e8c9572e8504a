// The lists of chats: titles by page, and whole chats as streams.
import { Elysia } from 'elysia'
import { guard, READS } from '../../auth/guard'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { sql } from '../../db/columns'
import { Refusal } from '../../utils/refusal'
import { stream } from './export'
import { AdminSlice, FolderId, Page, Search, Shape, Slice, UserId } from './schema'
import { search } from './search'
import * as Titles from './titles'
import { json } from './wire'

export const lists = (house: House) => {
  const { db, config } = house
  const list = async (user_id: string, page: number | undefined) => {
    const slice = page === undefined ? {} : Titles.page(page)
    return json(await Titles.listed(db, user_id, slice))
  }
  return (
    new Elysia()
      .use(guard(house))
      .get('/', ({ me, query }) => list(me.user.id, query.page), { role: READS, query: Page })
      // The old client's other name for the same list.
      .get('/list', ({ me, query }) => list(me.user.id, query.page), {
        role: READS,
        query: Page,
      })
      .get(
        '/search',
        async ({ me, query: { text, page } }) => json(await search(db, me.user.id, text, page)),
        { role: READS, query: Search },
      )
      .get(
        '/archived',
        async ({ me, query }) => json(await Titles.archived(db, me.user.id, query)),
        { role: READS, query: Slice },
      )
      .get(
        '/pinned',
        async ({ me, query: { shape } }) =>
          shape === 'title'
            ? json(await Titles.pinned(db, me.user.id))
            : stream(house, sql`user_id = ${me.user.id} and pinned = 1 and archived = 0`),
        { role: READS, query: Shape },
      )
      .get('/all', ({ me }) => stream(house, sql`user_id = ${me.user.id}`), { role: READS })
      .get(
        '/all/archived',
        ({ me }) => stream(house, sql`user_id = ${me.user.id} and archived = 1`),
        { role: READS },
      )
      .get(
        '/folder/:folder_id',
        ({ me, params }) =>
          stream(
            house,
            sql`user_id = ${me.user.id} and folder_id = ${params.folder_id} and pinned = 0 and archived = 0`,
          ),
        { role: READS, params: FolderId },
      )
      .get(
        '/all/db',
        () => {
          if (!config.get('auth.admin.export')) throw new Refusal(401, constants.ACCESS_PROHIBITED)
          return stream(house, sql`true`)
        },
        { role: 'admin', audit: 'chat.export' },
      )
      .get(
        '/list/user/:user_id',
        async ({ params, query }) => {
          if (!config.get('auth.admin.chat_access'))
            throw new Refusal(401, constants.ACCESS_PROHIBITED)
          return json(await Titles.unfiled(db, params.user_id, query))
        },
        { role: 'admin', audit: 'chat.list', params: UserId, query: AdminSlice },
      )
  )
}
