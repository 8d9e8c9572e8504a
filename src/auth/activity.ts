// When accounts, sessions and keys were last used: gathered in memory, written every half minute.
import type { House } from '../config/house'
import { transaction } from '../db'
import { eq } from '../db/columns'
import { perObject } from '../utils/once'
import { HOUR } from '../utils/time'
import type { Principal } from './principal'
import { sweep } from './sessions'
import { accounts, apiKeys, sessions } from './table'

const FLUSH_MS = 30_000
/** How often sessions that are over are forgotten. */
const SWEEP_MS = HOUR

interface Seen {
  users: Map<string, number>
  sessions: Map<string, number>
  keys: Map<string, number>
}

const seen = perObject(
  (_house: House): Seen => ({ users: new Map(), sessions: new Map(), keys: new Map() }),
)

/** Notes that the principal did something just now. */
export function touch(house: House, me: Principal): void {
  const now = Date.now()
  const { users, sessions, keys } = seen(house)
  users.set(me.user.id, now)
  if (me.session) sessions.set(me.session.id, now)
  if (me.key_id) keys.set(me.key_id, now)
}

/** Last activity of an account in milliseconds, the unwritten included. */
export const lastActive = (house: House, user: { id: string; last_active_at: number }): number =>
  seen(house).users.get(user.id) ?? user.last_active_at

/** Last use of a session in milliseconds, the unwritten included. */
export const lastUsed = (house: House, session: { id: string; used_at: number }): number =>
  seen(house).sessions.get(session.id) ?? session.used_at

/** Likewise of an API key; null for one that nobody used yet. */
export const keyUsed = (house: House, key: { id: string; used_at: number | null }): number | null =>
  seen(house).keys.get(key.id) ?? key.used_at

/** Writes what was noted, twice a minute and on closing. */
export function keepActivity(house: House): () => Promise<void> {
  const log = house.log.component('auth')
  const every = (ms: number, work: () => Promise<void>, trouble: string) =>
    setInterval(() => void work().catch(err => log.error({ err }, trouble)), ms).unref()
  const timers = [
    every(FLUSH_MS, () => flush(house), 'activity not written'),
    every(SWEEP_MS, () => sweep(house.db), 'old sessions not forgotten'),
  ]
  return async () => {
    for (const timer of timers) clearInterval(timer)
    await flush(house)
  }
}

async function flush(house: House): Promise<void> {
  const { users, sessions: used, keys } = seen(house)
  if (users.size === 0 && used.size === 0 && keys.size === 0) return
  const batch = [[...users], [...used], [...keys]] as const
  for (const map of [users, used, keys]) map.clear()
  await transaction(house.db, async tx => {
    for (const [id, last_active_at] of batch[0]) {
      await tx.update(accounts).set({ last_active_at }).where(eq(accounts.id, id))
    }
    for (const [id, used_at] of batch[1]) {
      await tx.update(sessions).set({ used_at }).where(eq(sessions.id, id))
    }
    for (const [id, used_at] of batch[2]) {
      await tx.update(apiKeys).set({ used_at }).where(eq(apiKeys.id, id))
    }
  })
}
