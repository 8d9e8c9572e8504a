// From parts to a file, and what becomes of parts that are needed no more.
import type { House } from '../../config/house'
import { storage } from '../../storage'
import * as Gone from '../../storage/gone'
import type { FileRow, UploadRow } from '../../storage/table'
import { Refusal } from '../../utils/refusal'
import { keep } from '../files/keep'
import * as Uploads from './store'
import { type Part, partsOf } from './store'

/** Makes the file of an upload whose bytes are all here, once. */
export async function finish(house: House, upload: UploadRow): Promise<FileRow> {
  const parts = partsOf(upload)
  const file = await keep(
    house,
    upload.user_id,
    { name: upload.name, bytes: joined(house, parts) },
    async tx => {
      if (!(await Uploads.remove(tx, upload.id)))
        throw new Refusal(409, 'This upload is finished already.')
    },
  )
  await discard(house, parts)
  return file
}

async function* joined(house: House, parts: Part[]): AsyncGenerator<Uint8Array, void> {
  for (const { key, size } of parts) {
    const piece = await storage(house).open(key)
    let read = 0
    for await (const bytes of (piece ?? []) as AsyncIterable<Uint8Array>) {
      read += bytes.byteLength
      yield bytes
    }
    if (read !== size) throw new Refusal(409, 'Part of this upload is lost. Please send it again.')
  }
}

/** Gives an upload up. */
export async function giveUp(house: House, { id }: Pick<UploadRow, 'id'>): Promise<void> {
  const gone = await Uploads.remove(house.db, id)
  if (gone) await discard(house, partsOf(gone))
}

async function discard(house: House, parts: Part[]): Promise<void> {
  const keys = parts.map(({ key }) => key)
  await Gone.remove(house, keys)
}
