// Reading a file once more, or no further.
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { ingest, stopReading } from '../../retrieval/ingest'
import { Refusal } from '../../utils/refusal'
import { changeable } from './access'
import { announce, isRead } from './keep'
import * as Files from './store'
import { toWire } from './wire'

/** Queues the reading of a file again. Throws 400 for one that is not to be read. */
export async function retry(house: House, me: Principal, id: string) {
  const file = await changeable(house, me, id)
  if (!isRead(house, file))
    throw new Refusal(400, 'There are no words to read in a file of this kind.')
  const queued = await ingest(house.db, file)
  if (queued) announce(house, queued)
  return toWire((await Files.byId(house.db, id, false)) ?? { file: queued ?? file })
}

/** Stops the reading of a file, where it stands. */
export async function cancel(house: House, me: Principal, id: string) {
  const file = await changeable(house, me, id)
  await stopReading(house, id)
  return toWire((await Files.byId(house.db, id, false)) ?? { file })
}
