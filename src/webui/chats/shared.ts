// Somebody's chat opened by who does not own it: an admin, where admins may read the chats of others.
import { Elysia } from 'elysia'
import { z } from 'zod'
import { guard, READS } from '../../auth/guard'
import { happened } from '../../auth/happened'
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { pathId } from '../../utils/fields'
import { Refusal } from '../../utils/refusal'
import { type Images as Form, read } from './read'
import { Images } from './schema'
import * as Chats from './store'
import type { ChatRow } from './table'

export const shared = (house: House) =>
  new Elysia().use(guard(house)).get(
    '/share/:share_id',
    async ({ me, params, query, request }) => {
      const chat = await opened(house, me, params.share_id)
      happened(house, request, {
        action: 'chat.open',
        outcome: 'done',
        by: me.user,
        target: chat.id,
      })
      return show(house, chat, query.images)
    },
    { role: READS, params: z.object({ share_id: pathId() }), query: Images },
  )

/** The chat that somebody else may open by its id. Throws 401, absent or not. */
async function opened(house: House, me: Principal, id: string): Promise<ChatRow> {
  const chat = readsAll(house, me) ? await Chats.byId(house.db, id) : undefined
  if (chat) return chat
  throw new Refusal(401, constants.NOT_FOUND)
}

/** Whether somebody may read the chats of others. */
export const readsAll = ({ config }: House, { user }: Principal): boolean =>
  user.role === 'admin' && config.get('auth.admin.chat_access')

/** The old client asks for the owner's name by `shared-` and the chat's id. */
async function show(house: House, chat: ChatRow, images: Form): Promise<Response> {
  const found = await read(house, chat.user_id, chat.id, images, false)
  if (!found) throw new Refusal(401, constants.NOT_FOUND)
  const body = JSON.parse(new TextDecoder().decode(found.body))
  return Response.json({ ...body, user_id: `shared-${chat.id}` })
}
