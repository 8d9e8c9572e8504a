// A file that somebody sends: kept within bounds, and read where there is something to read.
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { constants, failure } from '../../constants'
import type { Tx } from '../../db'
import { ingest } from '../../retrieval/ingest'
import * as Files from '../../storage/files'
import { FileChanged } from '../../storage/schema'
import type { FileRow } from '../../storage/table'
import { fileOf } from '../../utils/multipart'
import { Refusal } from '../../utils/refusal'
import { bounded, checkQuota, checkSize } from './limits'

/** What stands around the file in a form. */
const AROUND = 64 * 1024

/** The file of a form. Throws 413 before anything is read when the form says that it is too large. */
export async function receive(house: House, me: Principal, request: Request): Promise<FileRow> {
  const length = Number(request.headers.get('content-length') ?? 0)
  checkSize(house, length - AROUND)
  await checkQuota(house, me.user.id, Math.max(0, length - AROUND))
  return keep(house, me.user.id, await fileOf(request, 'file'))
}

interface Sent {
  name: string
  bytes: AsyncIterable<Uint8Array>
}

/** Keeps a file and has it read. Throws 413 for too much of it, 400 for nothing. */
export async function keep(
  house: House,
  user_id: string,
  { name, bytes }: Sent,
  also?: (tx: Tx) => Promise<void>,
): Promise<FileRow> {
  const made = { user_id, origin: 'upload' as const, name, bytes: bounded(house, bytes) }
  let kept: FileRow | undefined
  const row = await Files.add(house, made, async (tx, file) => {
    if (file.size === 0) throw new Refusal(400, failure(constants.EMPTY))
    await also?.(tx)
    // The file is in the table by now.
    await checkQuota(house, user_id, 0, tx)
    kept = isRead(house, file) ? await ingest(tx, file) : file
  })
  announce(house, kept ?? row)
  return kept ?? row
}

/** Pictures are read only by a model, where the settings name one; sound and film by nobody yet. */
export function isRead({ config }: House, { type }: Pick<FileRow, 'type'>): boolean {
  if (/^(audio|video)\//.test(type)) return false
  if (!type.startsWith('image/') || type === 'image/svg+xml') return true
  return config.get('rag.extract.images') !== ''
}

/** Tells that a file came, changed or went. */
export const announce = (
  { bus }: House,
  { id, user_id, error, state }: Omit<FileRow, 'state'> & { state: FileRow['state'] | 'deleted' },
): void =>
  bus.publish(FileChanged, { user_id, file_id: id, state, stage: '', done: 0, total: 0, error })
