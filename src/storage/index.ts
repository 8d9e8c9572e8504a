// Where the bytes of files are kept, whatever keeps them.
import { join } from 'node:path'
import type { House } from '../config/house'
import { perObject } from '../utils/once'
import { localStorage } from './local'

/** Keys are `owner/file`, both ids made by the server, or `owner` for all of his. */
export interface Storage {
  put(key: string, bytes: Uint8Array): Promise<void>
  /** Nothing when there is no such file. */
  get(key: string): Promise<Uint8Array | undefined>
  /** A file, or everything of an owner. No error when it is gone already. */
  remove(key: string): Promise<void>
}

export const storage = perObject(
  (house: House): Storage => localStorage(join(house.env.DATA_DIR, 'uploads')),
)

export const keyOf = ({ user_id, id }: { user_id: string; id: string }): string =>
  `${user_id}/${id}`
