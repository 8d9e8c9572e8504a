// Deleting chats, with what only they hold.
import type { House } from '../../config/house'
import { type Tx, transaction } from '../../db'
import { eq } from '../../db/columns'
import { breathe } from '../../utils/batches'
import { filesOf } from './held'
import { letGo } from './images'
import { chats } from './table'
import { dropUnused } from './tag-store'

/** Chats a step: a few milliseconds of the write queue. */
const STEP = 20

/** Deletes one chat. */
export async function remove(
  house: House,
  { id, user_id }: { id: string; user_id: string },
): Promise<void> {
  const files = await transaction(house.db, async tx => {
    const held = await drop(tx, [id])
    await dropUnused(tx, user_id)
    return held
  })
  await letGo(house, files)
}

/** Deletes every chat that the user has now, a few at a time. */
export async function removeAll(house: House, user_id: string): Promise<void> {
  const rows = await house.db.select({ id: chats.id }).from(chats).where(eq(chats.user_id, user_id))
  for (let at = 0; at < rows.length; at += STEP) {
    const ids = rows.slice(at, at + STEP).map(({ id }) => id)
    await letGo(house, await transaction(house.db, tx => drop(tx, ids)))
    await breathe()
  }
  await dropUnused(house.db, user_id)
}

/** Deletes the chats' rows; gives the files that they held. */
async function drop(tx: Tx, ids: string[]): Promise<string[]> {
  const held: string[] = []
  for (const id of ids) {
    held.push(...(await filesOf(tx, id)).map(file => file.id))
    await tx.delete(chats).where(eq(chats.id, id))
  }
  return held
}
