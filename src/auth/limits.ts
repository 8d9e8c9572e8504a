// Rate limits of the ways in: failures for sign-in, attempts for sign-up.
import type { House } from '../config/house'
import { perObject } from '../utils/once'
import { Refusal } from '../utils/refusal'
import { HOUR, MINUTE } from '../utils/time'
import { Window } from '../utils/window'
import { network } from './address'

const limits = perObject((_house: House) => ({
  failures: new Window(15 * MINUTE),
  signups: new Window(HOUR),
}))

/** Throws 429 while an account or an address has too many failed sign-ins behind it. */
export function admitSignIn(house: House, email: string, address: string): void {
  const { failures } = limits(house)
  const { env } = house
  for (const [key, most] of [
    [pair(email, address), env.SIGNIN_FAILURES_PER_ACCOUNT],
    [network(address), env.SIGNIN_FAILURES_PER_ADDRESS],
  ] as const) {
    if (failures.count(key, Date.now()) >= most) throw tooMany(failures.wait(key, Date.now()))
  }
}

export function noteFailure(house: House, email: string, address: string): void {
  const { failures } = limits(house)
  failures.add(pair(email, address), Date.now())
  failures.add(network(address), Date.now())
}

/** A right password forgets the account's own failures, not those of its address. */
export const noteSuccess = (house: House, email: string, address: string): void =>
  limits(house).failures.clear(pair(email, address))

/** Throws 429 when an address signs up too often; counts the attempt otherwise. */
export function admitSignUp(house: House, address: string): void {
  const { signups } = limits(house)
  const key = network(address)
  if (signups.count(key, Date.now()) >= house.env.SIGNUPS_PER_ADDRESS) {
    throw tooMany(signups.wait(key, Date.now()))
  }
  signups.add(key, Date.now())
}

const pair = (email: string, address: string): string => `${email} ${network(address)}`

function tooMany(wait: number): Refusal {
  const retry = Math.max(1, Math.ceil(wait / 1000))
  return new Refusal(429, `Too many attempts. Try again in ${Math.ceil(retry / 60)} minutes.`, {
    'retry-after': String(retry),
  })
}
