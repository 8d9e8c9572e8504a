// Who is signed in where: each one's own sessions, and everybody's for admins.
import { Elysia } from 'elysia'
import { lastUsed } from '../../auth/activity'
import { guard } from '../../auth/guard'
import type { Principal } from '../../auth/principal'
import { SessionsEnded } from '../../auth/schema'
import * as Sessions from '../../auth/sessions'
import type { SessionRow } from '../../auth/table'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { seconds } from '../../utils/time'
import { deviceOf } from './device'
import { known } from './known'

export const sessions = (house: House) =>
  new Elysia({ prefix: '/sessions' })
    .use(guard(house))
    .get('/', ({ me }) => list(house, me, me.user.id), { role: OWN })
    .delete('/:id', ({ me, params }) => end(house, me.user.id, params.id), {
      role: OWN,
      audit: 'session.end',
    })
    .delete('/', ({ me }) => endAll(house, me.user.id, me.session?.id ?? null), {
      role: OWN,
      audit: 'session.end',
    })

/** The sessions of any account, for admins. */
export const userSessions = (house: House) =>
  new Elysia({ prefix: '/users/:id/sessions' })
    .use(guard(house))
    .get('/', async ({ me, params }) => list(house, me, await known(house, params.id)), {
      role: ADMIN,
    })
    .delete('/:session', ({ params }) => end(house, params.id, params.session), {
      role: ADMIN,
      audit: 'user.session.end',
    })
    .delete('/', async ({ params }) => endAll(house, await known(house, params.id), null), {
      role: ADMIN,
      audit: 'user.session.end',
    })

const OWN = { is: 'session', key: 'never' } as const
const ADMIN = { is: 'admin', key: 'never' } as const

/** The living sessions of an account, the one used last first. */
const list = async (house: House, me: Principal, user_id: string) =>
  (await Sessions.byUser(house.db, user_id))
    .map(row => ({ ...row, used_at: lastUsed(house, row) }))
    .sort((a, b) => b.used_at - a.used_at)
    .map(row => toWire(row, me))

const toWire = (row: SessionRow, me: Principal) => ({
  id: row.id,
  /** The one that asks. */
  current: row.id === me.session?.id,
  ...deviceOf(row.user_agent),
  address: row.address,
  /** How it came in: `password`, `passkey`, `ldap`…; empty where that was not kept. */
  way: row.way,
  created_at: seconds(row.created_at),
  used_at: seconds(row.used_at),
  expires_at: row.expires_at === null ? null : seconds(row.expires_at),
})

async function end(house: House, user_id: string, id: string): Promise<true> {
  if (!(await Sessions.end(house.db, user_id, id))) throw new Refusal(404, constants.NOT_FOUND)
  house.bus.publish(SessionsEnded, { user_id, session_ids: [id] })
  return true
}

/** Ends all but `spare`; gives how many. */
async function endAll(house: House, user_id: string, spare: string | null) {
  const ended = (await Sessions.byUser(house.db, user_id)).filter(({ id }) => id !== spare)
  await Sessions.endAll(house.db, user_id, spare)
  house.bus.publish(SessionsEnded, { user_id, session_ids: ended.map(({ id }) => id) })
  return { ended: ended.length }
}
