// Tags: those of a person, and those on a chat.
import { Elysia } from 'elysia'
import { guard, READS } from '../../auth/guard'
import type { House } from '../../config/house'
import { constants, failure } from '../../constants'
import { type Tx, transaction } from '../../db'
import { sql } from '../../db/columns'
import { Refusal } from '../../utils/refusal'
import { changed } from './announce'
import { Id, TagName } from './schema'
import * as Chats from './store'
import type { ChatRow } from './table'
import * as Tags from './tag-store'
import { where } from './titles'
import { json, toTag } from './wire'

export const tags = (house: House) => {
  const { db } = house
  return new Elysia()
    .use(guard(house))
    .get('/all/tags', async ({ me }) => (await Tags.all(db, me.user.id)).map(toTag), {
      role: READS,
    })
    .post(
      '/tags',
      async ({ me, body }) => {
        const carries = sql`exists (select 1 from chat_tag
          where chat_id = chat.id and tag_id = ${Tags.idOf(body.name)})`
        return json(await where(db, me.user.id, carries))
      },
      { role: 'verified', body: TagName },
    )
    .get(
      '/:id/tags',
      async ({ me, params }) => {
        const chat = await Chats.owned(db, me.user.id, params.id)
        if (!chat) throw new Refusal(401, constants.NOT_FOUND)
        return (await Tags.ofChat(db, chat)).map(toTag)
      },
      { role: READS, params: Id },
    )
    .post(
      '/:id/tags',
      async context => {
        const { name } = context.body
        if (Tags.idOf(name) === Tags.NONE) {
          throw new Refusal(400, failure("A tag cannot be 'None'"))
        }
        const edit = (tx: Tx, chat: ChatRow) => Tags.add(tx, chat, name)
        return tag(house, context, edit, constants.DEFAULT)
      },
      { role: 'verified', params: Id, body: TagName },
    )
    .delete(
      '/:id/tags',
      context => tag(house, context, (tx, chat) => Tags.remove(tx, chat, context.body.name)),
      { role: 'verified', params: Id, body: TagName },
    )
    .delete(
      '/:id/tags/all',
      async context => {
        await tag(house, context, Tags.clear)
        return true
      },
      { role: 'verified', params: Id },
    )
}

type Context = Parameters<typeof changed>[1] & { params: { id: string } }

/** Changes the tags of an own chat and gives them; an unknown chat is refused with `missing`. */
async function tag(
  house: House,
  context: Context,
  edit: (tx: Tx, chat: ChatRow) => Promise<void>,
  missing: string = constants.NOT_FOUND,
) {
  const { me, params } = context
  const tagged = await transaction(house.db, async tx => {
    const chat = await Chats.hold(tx, me.user.id, params.id)
    if (!chat) throw new Refusal(401, missing)
    await edit(tx, chat)
    return { chat, rows: await Tags.ofChat(tx, chat) }
  })
  changed(house, context, tagged.chat)
  return tagged.rows.map(toTag)
}
