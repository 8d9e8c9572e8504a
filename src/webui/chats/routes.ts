// Chats: making, reading, changing and deleting one; lists and tags are beside.
import { Elysia } from 'elysia'
import { guard, READS } from '../../auth/guard'
import { happened } from '../../auth/happened'
import { need } from '../../auth/permissions'
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { type Tx, transaction } from '../../db'
import { Refusal } from '../../utils/refusal'
import { stamp } from '../../utils/stamp'
import { changed, changedAll } from './announce'
import { clone } from './clone'
import { letGo } from './images'
import { lists } from './lists'
import { type Images as Form, read } from './read'
import * as Remove from './remove'
import { add, update } from './save'
import { Id, Images, Import, Move, Save, Turn } from './schema'
import { clientOf, sights } from './seen'
import { shared } from './shared'
import * as Chats from './store'
import type { ChatRow } from './table'
import * as Tags from './tag-store'
import { tags } from './tags'
import { json } from './wire'

const document = { is: 'verified', body: 'document' } as const

interface Context {
  me: Principal
  request: Request
  query: { images: Form }
}

export const chats = (house: House) =>
  new Elysia({ prefix: '/chats' })
    .use(guard(house))
    .use(lists(house))
    .use(shared(house))
    .use(tags(house))
    .post(
      '/new',
      async context => {
        const chat = await add(house, context.me.user.id, context.body.chat)
        changed(house, context, chat)
        return show(house, context, chat.id)
      },
      { role: document, body: Save, query: Images },
    )
    .post(
      '/import',
      async context => {
        const { chat, meta, ...rest } = context.body
        if (!meta) throw new Refusal(400, constants.DEFAULT)
        const names = Tags.namesIn(meta)
        const made = await add(house, context.me.user.id, chat, { meta, ...rest }, (tx, row) =>
          Tags.attach(tx, row, names),
        )
        changed(house, context, made)
        return show(house, context, made.id)
      },
      { role: document, body: Import, query: Images },
    )
    .delete(
      '/',
      async context => {
        need(house, context.me, 'chat.delete')
        await Remove.removeAll(house, context.me.user.id)
        changedAll(house, context)
        return true
      },
      { role: 'verified' },
    )
    .post(
      '/archive/all',
      async context => {
        await Chats.archiveAll(house.db, context.me.user.id)
        changedAll(house, context)
        return true
      },
      { role: 'verified' },
    )
    .get('/:id', context => show(house, context, context.params.id, constants.NOT_FOUND), {
      role: READS,
      params: Id,
      query: Images,
    })
    .post('/:id', context => save(house, context, context.params.id, context.body.chat), {
      role: document,
      params: Id,
      body: Save,
      query: Images,
    })
    .delete(
      '/:id',
      async context => {
        const { me, params } = context
        need(house, me, 'chat.delete')
        const chat = await deletable(house, me, params.id)
        await Remove.remove(house, chat)
        changed(house, context, chat, 'deleted')
        if (chat.user_id !== me.user.id) deletedForAnother(house, context.request, me, chat)
        return true
      },
      { role: 'verified', params: Id },
    )
    // Our client's: the contract's would save the whole document to turn to another version.
    .post(
      '/:id/current',
      async context => {
        const { me, params, body } = context
        const chat = await Chats.turn(house.db, me.user.id, params.id, body.current_id)
        if (!chat) throw new Refusal(404, constants.NOT_FOUND)
        changed(house, context, chat)
        return { current_id: chat.current_id }
      },
      { role: 'verified', params: Id, body: Turn },
    )
    .get(
      '/:id/pinned',
      async ({ me, params }) => {
        const chat = await Chats.owned(house.db, me.user.id, params.id)
        if (!chat) throw new Refusal(401, constants.DEFAULT)
        return chat.pinned
      },
      { role: READS, params: Id },
    )
    .post(
      '/:id/pin',
      context => edit(house, context, context.params.id, ({ pinned }) => ({ pinned: !pinned })),
      { role: 'verified', params: Id, query: Images },
    )
    .post(
      '/:id/archive',
      context =>
        edit(house, context, context.params.id, ({ archived }) => ({ archived: !archived })),
      { role: 'verified', params: Id, query: Images },
    )
    .post(
      '/:id/folder',
      context => {
        const { folder_id } = context.body
        return edit(house, context, context.params.id, () => ({ folder_id, pinned: false }))
      },
      { role: 'verified', params: Id, body: Move, query: Images },
    )
    .post(
      '/:id/clone',
      async context => {
        const made = await clone(house, context.me.user.id, context.params.id)
        if (!made) throw new Refusal(401, constants.DEFAULT)
        changed(house, context, made)
        return show(house, context, made.id)
      },
      { role: 'verified', params: Id, query: Images },
    )

/** The own chat as it is; the client has then seen all of it. */
async function show(
  house: House,
  { me, request, query }: Context,
  chat_id: string,
  missing: string = constants.DEFAULT,
): Promise<Response> {
  const chat = await read(house, me.user.id, chat_id, query.images)
  if (!chat) throw new Refusal(401, missing)
  sights(house).show(clientOf(me, request), chat_id, chat.at)
  return json(chat.body)
}

/** What the answer shows of other clients' messages does not count as seen: old clients ignore it. */
async function save(
  house: House,
  context: Context,
  chat_id: string,
  chat: Record<string, unknown>,
): Promise<Response> {
  const { me, request, query } = context
  const seen = sights(house)
  const client = clientOf(me, request)
  const saved = await update(house, me.user.id, chat_id, chat, seen.of(client, chat_id))
  if (!saved) throw new Refusal(401, constants.ACCESS_PROHIBITED)
  const { replaced } = saved
  if (replaced) seen.change(client, chat_id, replaced.at, replaced.missed)
  await letGo(house, replaced?.let_go ?? [])
  changed(house, context, saved.chat)
  const answer = await read(house, me.user.id, chat_id, query.images)
  if (!answer) throw new Refusal(401, constants.ACCESS_PROHIBITED)
  return json(answer.body)
}

/** Changes columns of the own chat and moves it to the top of its lists. */
async function edit(
  house: House,
  context: Context,
  chat_id: string,
  changes: (chat: ChatRow) => Partial<Pick<ChatRow, 'pinned' | 'archived' | 'folder_id'>>,
): Promise<Response> {
  const work = async (tx: Tx) => {
    const chat = await Chats.lock(tx, context.me.user.id, chat_id)
    if (!chat) throw new Refusal(401, constants.DEFAULT)
    return Chats.change(tx, chat, { ...changes(chat), updated_at: stamp() })
  }
  changed(house, context, await transaction(house.db, work))
  const answer = await read(house, context.me.user.id, chat_id, context.query.images)
  if (!answer) throw new Refusal(401, constants.DEFAULT)
  return json(answer.body)
}

const deletedForAnother = (house: House, request: Request, { user }: Principal, chat: ChatRow) =>
  happened(house, request, { action: 'chat.delete', outcome: 'done', by: user, target: chat.id })

/** The own chat; an admin who may see the chats of others may delete them too. */
async function deletable(house: House, { user }: Principal, id: string): Promise<ChatRow> {
  const any = user.role === 'admin' && house.config.get('auth.admin.chat_access')
  const chat = await (any ? Chats.byId(house.db, id) : Chats.owned(house.db, user.id, id))
  if (!chat) throw new Refusal(404, constants.NOT_FOUND)
  return chat
}
