// Lets others look on at calls to providers: where each goes, how it ends, when its answer begins.
import type { House } from '../../config/house'
import { perObject } from '../../utils/once'

/** How a call ended: with the status of an answer that has begun, or without one. */
export type Ended = { status: number } | { error: unknown }

/** Is told that a call begins; what it gives is told how that ended. */
export type Watcher = (url: string, method: string) => (ended: Ended) => void

/** Whoever looks on in this house. */
export const watchersOf = perObject((_house: House): Set<Watcher> => new Set())

/** Makes a call under the eyes of those who look on. */
export async function watched(
  house: House,
  url: string,
  method: string,
  call: () => Promise<Response>,
): Promise<Response> {
  const watchers = watchersOf(house)
  if (watchers.size === 0) return call()
  const ends = [...watchers].map(watcher => watcher(url, method))
  const end = (ended: Ended) => {
    for (const tell of ends) tell(ended)
  }
  try {
    const response = await call()
    end({ status: response.status })
    return response
  } catch (error) {
    end({ error })
    throw error
  }
}
