// Takes what deleted chats leave behind away, a little at a time: indexed text, and files.
import { UserChanged } from '../../../auth/schema'
import type { House } from '../../../config/house'
import { sql } from '../../../db/columns'
import * as Files from '../../../storage/files'
import * as Gone from '../../../storage/gone'
import { breathe } from '../../../utils/batches'
import { HOUR } from '../../../utils/time'
import { letGo } from '../images'
import { ChatChanged, ChatsChanged } from '../schema'

/** Rows of text a step: some ten milliseconds of the write queue. */
const STEP = 25

/** Sweeps at the start and after every deletion, one sweep at a time; the result stops it. */
export function keepSwept(house: House): () => Promise<void> {
  let stopped = false
  let wanted = false
  let running: Promise<void> | undefined
  const sweep = async () => {
    while (wanted && !stopped) {
      wanted = false
      await sweepText(house, () => stopped)
    }
  }
  const want = () => {
    wanted = true
    running ??= sweep()
      .catch(error => failed(house, error))
      .finally(() => {
        running = undefined
      })
  }
  const offs = [
    house.bus.subscribe(ChatChanged, ({ action }) => action === 'deleted' && want()),
    house.bus.subscribe(ChatsChanged, want),
    house.bus.subscribe(UserChanged, ({ gone }) => {
      if (!gone) return
      want()
      Gone.sweep(house).catch(error => failed(house, error))
    }),
  ]
  want()
  const files = sweepFiles(house).catch(error => failed(house, error))
  return async () => {
    stopped = true
    for (const off of offs) off()
    await Promise.all([running, files])
  }
}

const failed = (house: House, error: unknown): void =>
  house.log.component('main').error({ err: error }, 'sweeping after deleted chats failed')

/** SQLite's index lets go of text slowly; PostgreSQL does it by itself. */
async function sweepText({ db }: House, stopped: () => boolean): Promise<void> {
  if (db.kind !== 'sqlite') return
  for (;;) {
    const gone = await db.values<[string]>(sql`select chat_id from chat_gone limit 1`)
    const chat_id = gone[0]?.[0]
    if (chat_id === undefined || stopped()) return
    const taken = await db.values<[number]>(
      sql`delete from chat_text where id in (
        select id from chat_text where chat_id = ${chat_id} limit ${STEP}) returning 1`,
    )
    if (taken.length < STEP) await db.run(sql`delete from chat_gone where chat_id = ${chat_id}`)
    await breathe()
  }
}

/** Files that a crash left without a message, and bytes that it left without a row. */
async function sweepFiles(house: House): Promise<void> {
  await Gone.sweep(house)
  await letGo(house, await Files.unheld(house.db, Date.now() - HOUR))
}
