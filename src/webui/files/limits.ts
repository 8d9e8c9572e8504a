// How much somebody may bring: for one file, and all together.
import * as Accounts from '../../auth/store'
import type { House } from '../../config/house'
import type { Db, Tx } from '../../db'
import { Refusal } from '../../utils/refusal'
import { bytes as told } from '../../utils/size'
import * as Files from './store'

const MB = 1024 * 1024

/** The most that one file may have, in bytes. */
export function largest({ config }: House): number {
  const most = config.get('rag.file.max_size')
  return most === null ? Number.POSITIVE_INFINITY : most * MB
}

/** What an account's files take, and what they may: each and together, null where nothing bounds them. */
export async function room(house: House, user_id: string) {
  const [most, quota] = [largest(house), house.config.get('files.quota_mb')]
  return {
    taken: await Files.taken(house.db, user_id),
    quota: quota === null ? null : quota * MB,
    largest: Number.isFinite(most) ? most : null,
    at_once: house.config.get('rag.file.max_count'),
  }
}

/** Throws 413 when a file of `size` bytes is too large. */
export function checkSize(house: House, size: number): void {
  if (size <= largest(house)) return
  throw new Refusal(
    413,
    `A file may have ${told(largest(house))} at most. Ask your administrator if you need more.`,
  )
}

/** Throws 413 when the account's files, with `more` bytes, take more than it may have. */
export async function checkQuota(
  { config, db }: House,
  user_id: string,
  more: number,
  within: Db | Tx = db,
): Promise<void> {
  const quota = config.get('files.quota_mb')
  if (quota === null) return
  // In PostgreSQL it holds whoever of his comes at the same time until this one is counted.
  if (within !== db) await Accounts.update(within, user_id, {})
  const taken = await Files.taken(within, user_id)
  if (taken + more <= quota * MB) return
  throw new Refusal(
    413,
    `Your files and the pictures in your chats may take ${told(quota * MB)} together, and take ${told(taken)} already. Delete what you need no more.`,
  )
}

/** The bytes as they come; throws 413 as soon as there are more than one file may have. */
export async function* bounded(
  house: House,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  let size = 0
  for await (const piece of bytes) {
    size += piece.byteLength
    checkSize(house, size)
    yield piece
  }
}
