// Replies over HTTP: starting, listing, joining and stopping one.
import { Elysia } from 'elysia'
import { guard, READS } from '../../auth/guard'
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { clientId } from '../../webui/chats/seen'
import type { MessageRow } from '../../webui/chats/table'
import { join, recall } from './join'
import { runsOf } from './runs'
import { After, Id, OfChat, type Reply, Start } from './schema'
import { start } from './start'
import * as Replies from './store'
import { toReply } from './wire'

export const replies = (house: House) =>
  new Elysia({ prefix: '/replies' })
    .use(guard(house))
    .post('/', ({ me, body, request }) => start(house, me, body, clientId(request)), {
      role: { is: 'verified', body: 'document' },
      body: Start,
    })
    .get('/', ({ me, query }) => ({ data: running(house, me, query.chat_id) }), {
      role: READS,
      query: OfChat,
    })
    .get('/:id', ({ me, params }) => read(house, me, params.id), { role: READS, params: Id })
    .get('/:id/events', ({ me, params, query }) => events(house, me, params.id, query.after), {
      role: READS,
      params: Id,
      query: After,
    })
    .post('/:id/stop', ({ me, params }) => stop(house, me, params.id), {
      role: 'verified',
      params: Id,
    })

const running = (house: House, { user }: Principal, chat_id?: string): Reply[] =>
  runsOf(house)
    .of(user.id)
    .map(run => run.reply)
    .filter(reply => chat_id === undefined || reply.chat_id === chat_id)

async function read(house: House, { user }: Principal, id: string): Promise<Reply> {
  const run = runsOf(house).find(user.id, id)
  return run ? run.reply : toReply(await ended(house, user.id, id))
}

async function events(
  house: House,
  { user }: Principal,
  id: string,
  after: number | undefined,
): Promise<Response> {
  const run = runsOf(house).find(user.id, id)
  return run ? join(run.transcript, after) : recall(await ended(house, user.id, id))
}

/** Stopping what is over changes nothing. */
async function stop(house: House, me: Principal, id: string): Promise<Reply> {
  const run = runsOf(house).find(me.user.id, id)
  run?.stop('stopped')
  await run?.ended
  return read(house, me, id)
}

async function ended(house: House, user_id: string, id: string): Promise<MessageRow> {
  const row = await Replies.find(house.db, user_id, id)
  if (!row) throw new Refusal(404, constants.NOT_FOUND)
  return row
}
