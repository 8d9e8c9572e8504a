// Rate limits of the ways in: failures for sign-in and second steps, attempts for sign-up.
import type { House } from '../config/house'
import { perObject } from '../utils/once'
import { Refusal } from '../utils/refusal'
import { DAY, HOUR, MINUTE } from '../utils/time'
import { Window } from '../utils/window'
import { network } from './address'

const limits = perObject((_house: House) => ({
  failures: new Window(15 * MINUTE),
  strangers: new Window(15 * MINUTE),
  codes: new Window(15 * MINUTE),
  codesOfTheDay: new Window(DAY),
  challenges: new Window(15 * MINUTE),
  signups: new Window(HOUR),
}))

/** Wrong codes a day, as a multiple of those in fifteen minutes. */
const DAYLONG = 5
/** Challenges for passkeys that one address gets in fifteen minutes. */
const CHALLENGES = 300

/**
 * Throws 429 while an account or an address has too many failed sign-ins behind it. Asked before a
 * proof is looked at and again after, as others may have failed meanwhile: of guesses that come at
 * once no more are answered than of those that come one by one.
 */
export function admitSignIn(house: House, email: string, address: string): void {
  const { failures } = limits(house)
  const { env } = house
  hold(failures, pair(email, address), env.SIGNIN_FAILURES_PER_ACCOUNT)
  hold(failures, network(address), env.SIGNIN_FAILURES_PER_ADDRESS)
}

/**
 * Throws 429 while an address has come back from providers with too much that did not hold. Counted
 * apart: a provider that is set up wrongly must not shut the door for passwords.
 */
export const admitAddress = (house: House, address: string): void =>
  hold(limits(house).strangers, network(address), house.env.SIGNIN_FAILURES_PER_ADDRESS)

/** Counts what did not hold, of nobody known. */
export const noteFailureFrom = (house: House, address: string): void =>
  limits(house).strangers.add(network(address), Date.now())

export function noteFailure(house: House, email: string, address: string): void {
  const { failures } = limits(house)
  failures.add(pair(email, address), Date.now())
  failures.add(network(address), Date.now())
}

/** A right password forgets the account's own failures, not those of its address. */
export const noteSuccess = (house: House, email: string, address: string): void =>
  limits(house).failures.clear(pair(email, address))

/**
 * Throws 429 when too many wrong codes of its app were tried for an account, wherever they came from.
 * Recovery codes and passkeys are not held, so that nobody can keep a person out with wrong codes. Asked
 * before and after, like `admitSignIn`.
 */
export function admitCode(house: House, account_id: string): void {
  const { codes, codesOfTheDay } = limits(house)
  const most = house.env.SECOND_FACTOR_FAILURES
  hold(codes, account_id, most)
  hold(codesOfTheDay, account_id, most * DAYLONG)
}

export function noteWrongCode(house: House, account_id: string): void {
  const { codes, codesOfTheDay } = limits(house)
  codes.add(account_id, Date.now())
  codesOfTheDay.add(account_id, Date.now())
}

/** Throws 429 when an address asks for too many challenges; counts this one otherwise. */
export function admitChallenge(house: House, address: string): void {
  const { challenges } = limits(house)
  hold(challenges, network(address), CHALLENGES)
  challenges.add(network(address), Date.now())
}

/** Throws 429 when an address signs up too often; counts the attempt otherwise. */
export function admitSignUp(house: House, address: string): void {
  const { signups } = limits(house)
  const key = network(address)
  hold(signups, key, house.env.SIGNUPS_PER_ADDRESS)
  signups.add(key, Date.now())
}

const pair = (email: string, address: string): string => `${email} ${network(address)}`

function hold(window: Window, key: string, most: number): void {
  const now = Date.now()
  if (window.count(key, now) >= most) throw tooMany(window.wait(key, now))
}

function tooMany(wait: number): Refusal {
  const retry = Math.max(1, Math.ceil(wait / 1000))
  return new Refusal(429, `Too many attempts. Try again in ${Math.ceil(retry / 60)} minutes.`, {
    'retry-after': String(retry),
  })
}
