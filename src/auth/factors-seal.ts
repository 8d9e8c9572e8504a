// Secrets of apps as they lie in the database: sealed under the server's own, each for one account.
import { secretKey } from '../config/secret'
import type { Env } from '../env'
import { perObject } from '../utils/once'
import * as Seal from '../utils/seal'

const key = perObject((env: Env) => Seal.keyFor(secretKey(env), 'second factor'))

export const seal = (env: Env, secret: string, account_id: string): string =>
  Seal.seal(key(env), secret, account_id)

/** Nothing for what was sealed under another secret or for another account. */
export const unseal = (env: Env, sealed: string, account_id: string): string | undefined =>
  Seal.unseal(key(env), sealed, account_id)
