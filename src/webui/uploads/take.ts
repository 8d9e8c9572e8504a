// A part of an upload on its way into the store: what came before the line broke stays.
import type { House } from '../../config/house'
import { keyOf, storage } from '../../storage'
import * as Gone from '../../storage/gone'
import type { UploadRow } from '../../storage/table'
import { perObject } from '../../utils/once'
import { Refusal } from '../../utils/refusal'
import { DAY } from '../../utils/time'
import * as Uploads from './store'

/** Longer than an upload may take: its parts go by themselves when nobody takes them away. */
export const LIFE = 2 * DAY

/** Parts that are under way; the sender of a newer one has given the older up. */
const taking = perObject(
  (_house: House) => new Map<string, { stop(): void; ended: Promise<void> }>(),
)

/** Ends what is under way for an upload, and waits until it is written down. */
export async function interrupt(house: House, id: string): Promise<void> {
  const running = taking(house).get(id)
  running?.stop()
  await running?.ended
}

/**
 * Takes a part in; gives the upload as it is then. Throws 413 when it is longer than announced, and
 * 409 when another part came in its place.
 */
export async function take(
  house: House,
  upload: UploadRow,
  body: ReadableStream<Uint8Array>,
): Promise<UploadRow> {
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  const stopped = new AbortController()
  const mine = { stop: () => stopped.abort(), ended }
  taking(house).set(upload.id, mine)
  try {
    return await store(house, upload, body, stopped.signal)
  } finally {
    if (taking(house).get(upload.id) === mine) taking(house).delete(upload.id)
    resolve()
  }
}

async function store(
  house: House,
  upload: UploadRow,
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): Promise<UploadRow> {
  const key = keyOf({ user_id: upload.user_id, id: crypto.randomUUID() })
  await Gone.note(house.db, [key], Date.now() + LIFE)
  try {
    let size = 0
    const left = upload.size - upload.received
    await storage(house).put(
      key,
      came(body, signal, piece => {
        size += piece
        if (size > left) throw new Refusal(413, 'More bytes came than were announced.')
      }),
    )
    const advanced = size > 0 ? await Uploads.advance(house.db, upload, { key, size }) : upload
    if (!advanced) throw new Refusal(409, 'Another part came at the same time. Ask where to go on.')
    if (size === 0) await Gone.remove(house, [key])
    return advanced
  } catch (error) {
    await Gone.remove(house, [key])
    throw error
  }
}

/** What comes, up to its end or to where the line breaks. */
async function* came(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader()
  const stop = () => void reader.cancel().catch(() => undefined)
  signal.addEventListener('abort', stop)
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }))
      if (done || !value || signal.aborted) return
      count(value.byteLength)
      yield value
    }
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
