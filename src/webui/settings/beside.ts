// Notices what a command of the shell changed in the database of a running Hearth.
import { UserChanged } from '../../auth/schema'
import * as Accounts from '../../auth/store'
import type { House } from '../../config/house'
import type { Tx } from '../../db'
import { bump, revisionOf } from '../../db/revisions'
import { ModelsChanged } from '../models/schema'

const NOUN = 'beside'
const LOOK_EVERY_MS = 1000

/** Tells a Hearth that runs on this database to look again at settings, people, groups and models. */
export const tellRunning = (tx: Tx): Promise<void> => bump(tx, NOUN)

/** Looks once a second whether anything was changed from beside. Gives the closer. */
export function keepUp(house: House): () => Promise<void> {
  let count: (() => Promise<number>) | undefined
  let known: number | undefined
  const look = async () => {
    count ??= revisionOf(house.db, NOUN)
    const now = await count()
    // Settings may have changed since they were read at the start.
    if (known === undefined) await house.config.catchUp()
    else if (now !== known) await catchUp(house)
    known = now
  }
  // Not at once: the start is not to wait for the first query.
  let looking = Promise.resolve()
  const timer = setInterval(() => {
    looking = looking.then(() => guarded(house, look))
  }, LOOK_EVERY_MS)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await looking
  }
}

const guarded = (house: House, look: () => Promise<void>): Promise<void> =>
  look().catch(err =>
    house.log.component('config').error({ err }, 'cannot see whether something was changed'),
  )

/** Nobody says what it was, so everybody looks again. */
async function catchUp(house: House): Promise<void> {
  await house.config.catchUp()
  house.bus.publish(ModelsChanged, {})
  for (const { id } of await Accounts.all(house.db))
    house.bus.publish(UserChanged, { user_id: id, gone: false })
}
