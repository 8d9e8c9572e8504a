// Whether the store of files does its work: a small file is written, read and removed.
import type { Env } from '../env'
import { storeOf } from '.'
import { StoreError } from './trouble'

/** Nothing when all is well, else the reason. */
export async function checkStorage(env: Env): Promise<string | undefined> {
  const store = storeOf(env)
  const key = `check/${crypto.randomUUID()}`
  const bytes = new TextEncoder().encode(key)
  try {
    await store.put(key, bytes)
    const read = await store.get(key)
    await store.remove(key)
    return read && Buffer.from(read).equals(bytes)
      ? undefined
      : 'what was written is not what is read'
  } catch (error) {
    if (error instanceof StoreError) return error.reason
    throw error
  }
}
