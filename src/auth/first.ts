// The first account closes sign-up: a moment after it is there, through which nobody slips.
import type { House } from '../config/house'
import { perObject } from '../utils/once'

const closing = perObject((_house: House) => new Set<Promise<unknown>>())

/** Closes sign-up once `made` says that it was the first account. */
export async function closingBehind<T extends { first: boolean }>(
  house: House,
  made: Promise<T>,
): Promise<T> {
  const closed = made.then(async account => {
    if (account.first) await house.config.set({ 'ui.enable_signup': false })
    return account
  })
  closing(house).add(closed)
  try {
    return await closed
  } finally {
    closing(house).delete(closed)
  }
}

/** Resolves when no account is on its way any more that could be the first. */
export const settledFirst = async (house: House): Promise<void> => {
  await Promise.allSettled([...closing(house)])
}
