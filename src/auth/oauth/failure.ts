// What went wrong on the way to a provider and back, in words and codes of our own: a provider's text is never shown.
import type { House } from '../../config/house'
import { findEgress } from '../../net/failure'
import { Refusal } from '../../utils/refusal'
import { type Reason, Unwelcome } from '../unwelcome'

/**
 * - `state`: the answer belongs to no attempt of this browser, or comes too late, or again
 * - `denied`: the person, or the provider, said no
 * - `unreachable`: the provider does not answer, or not in time
 * - `refused`: it answers, but what it says does not hold
 * - `email`: it names no address
 * - `elsewhere`: the identity opens another account
 * - `linked`: the account has an identity of this provider already
 * - `session`: the session that wanted to be linked has ended
 */
export type Trouble =
  | Reason
  | 'state'
  | 'denied'
  | 'unreachable'
  | 'refused'
  | 'email'
  | 'elsewhere'
  | 'linked'
  | 'session'

/** Statuses are the contract's: 400 for whatever does not hold, 500 for a provider that is away. */
const ANSWERS: Record<Exclude<Trouble, Reason>, [status: number, detail: string]> = {
  state: [
    400,
    'This sign-in was begun in another browser, too long ago, or has been used already.',
  ],
  denied: [400, 'The provider did not let you in, or you changed your mind there.'],
  unreachable: [500, 'The provider does not answer.'],
  refused: [400, 'What the provider said could not be confirmed.'],
  email: [400, 'The provider did not tell your e-mail address, and Hearth needs one.'],
  elsewhere: [400, 'You are known to this provider by another account here.'],
  linked: [400, 'Another identity of this provider is linked to your account. Unlink it first.'],
  session: [400, 'Your session has ended. Sign in and link the provider again.'],
}

export type Failure = Unwelcome<Trouble>

export const fail = (trouble: Exclude<Trouble, Reason>): Failure =>
  new Unwelcome<Trouble>(trouble, ...ANSWERS[trouble])

/**
 * What an error of the libraries, or of the network beneath them, means to a person. The log has the
 * error itself.
 */
export function explain({ log }: House, provider: string, error: unknown): Refusal {
  if (error instanceof Refusal) return error
  log.component('auth').warn({ provider, err: error }, 'a sign-in provider failed')
  return meaningOf(error)
}

function meaningOf(error: unknown): Failure {
  const { code, error: said, status } = Object(error) as Record<string, unknown>
  if (findEgress(error) || code === 'OAUTH_TIMEOUT') return fail('unreachable')
  if (code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' && brokenDown(error)) return fail('unreachable')
  if (said === 'access_denied' && status === undefined) return fail('denied')
  return fail('refused')
}

/** 5xx is the provider's own trouble; anything else is an answer. */
function brokenDown(error: unknown): boolean {
  const { cause } = Object(error) as { cause?: unknown }
  return cause instanceof Response && cause.status >= 500
}
