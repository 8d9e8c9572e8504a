// Asks a signed-in person once more who he is, before anything about what opens his account changes.
import type { House } from '../config/house'
import { constants } from '../constants'
import { Refusal } from '../utils/refusal'
import { MINUTE } from '../utils/time'
import { addressOf } from './address'
import { admitSignIn, noteFailure } from './limits'
import { hashCost, verifyNobody, verifyPassword } from './password'
import type { Principal } from './principal'
import * as Accounts from './store'
import type { UserRow } from './table'

/** Signing in proves it for so long. */
const FRESH = 10 * MINUTE

/** What it takes: nothing just after signing in, then the password, or signing in anew without one. */
export type Proof = 'none' | 'password' | 'sign-in'

/** What somebody has to show now. */
export async function proofOf({ db }: House, { user, session }: Principal): Promise<Proof> {
  if (session && session.created_at > Date.now() - FRESH) return 'none'
  return (await Accounts.hashOf(db, user.id)) ? 'password' : 'sign-in'
}

/** Throws 400 for a wrong password, 403 with `proof` for a missing one, 429 after too many. */
export async function prove(
  house: House,
  request: Request,
  me: Principal,
  password: string | undefined,
): Promise<void> {
  if (password !== undefined) return checkPasswordOf(house, request, me.user, password)
  const proof = await proofOf(house, me)
  if (proof === 'none') return
  const detail =
    proof === 'password' ? 'Enter your password once more.' : 'Sign out and in again first.'
  throw new Refusal(403, detail, {}, { proof })
}

/** Throws unless the password is the account's. Wrong ones count as failed sign-ins. */
export async function checkPasswordOf(
  house: House,
  request: Request,
  user: UserRow,
  password: string,
): Promise<void> {
  const address = addressOf(request, house.env)
  admitSignIn(house, user.email, address)
  const hash = await Accounts.hashOf(house.db, user.id)
  const right = hash
    ? await verifyPassword(password, hash)
    : await verifyNobody(password, hashCost(house.env))
  admitSignIn(house, user.email, address)
  if (right) return
  noteFailure(house, user.email, address)
  throw new Refusal(400, constants.INVALID_PASSWORD, {}, { reason: 'own-password' })
}
