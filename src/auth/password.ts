// Passwords: argon2id off the event loop, few at once; bcrypt of older databases still opens.
import type { Env } from '../env'
import { lanes } from '../utils/lanes'

export interface HashCost {
  /** KiB of memory a hash takes. */
  memory: number
  /** Passes over that memory. */
  time: number
}

/** What the environment lets a hash cost. */
export const hashCost = (env: Env): HashCost => ({
  memory: env.PASSWORD_HASH_MEMORY,
  time: env.PASSWORD_HASH_PASSES,
})

/** Two at once: a burst of sign-ins must neither fill memory nor take every worker thread. */
const AT_ONCE = 2
const lane = lanes(AT_ONCE)

const BCRYPT = /^\$2[aby]\$/
/** Only the first 72 bytes counted in the hashes that older databases bring. */
const BCRYPT_BYTES = 72

export const hashPassword = (password: string, cost: HashCost): Promise<string> =>
  lane(() =>
    Bun.password.hash(password, {
      algorithm: 'argon2id',
      memoryCost: cost.memory,
      timeCost: cost.time,
    }),
  )

/**
 * Whether the password fits the hash; false too for a hash in no known form. An empty one never
 * does, but takes as long: a quick answer would tell that there is an account.
 */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const bytes = Buffer.from(password || ' ')
  const given = BCRYPT.test(hash) ? bytes.subarray(0, BCRYPT_BYTES) : bytes
  const fits = await lane(() => Bun.password.verify(given, hash)).catch(() => false)
  return fits && password !== ''
}

/** True when a hash should be made anew at the next sign-in. */
export const outdated = (hash: string): boolean => !hash.startsWith('$argon2id$')

/** By cost. */
const dummies = new Map<string, Promise<string>>()

/** Takes as long as a real check: an unknown account must not answer sooner than a known one. */
export async function verifyNobody(password: string, cost: HashCost): Promise<false> {
  const key = `${cost.memory} ${cost.time}`
  const dummy = dummies.get(key) ?? hashPassword(crypto.randomUUID(), cost)
  dummies.set(key, dummy)
  await verifyPassword(password, await dummy)
  return false
}
