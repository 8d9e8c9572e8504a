// Why a call to the outside failed, in a form that routes can turn into an answer.

/**
 * - `address`: the URL cannot be used at all
 * - `forbidden`: the policy does not allow the target
 * - `unreachable`: no answer came (name unknown, refused, cut before the headers, certificate)
 * - `timeout`: headers, the next piece of the body, or the whole took too long
 * - `redirect`: a redirect where none is followed, or one too many
 * - `too-large`: the body passed its cap
 * - `broken`: the answer was cut, or is not what it says it is
 */
export type EgressCode =
  | 'address'
  | 'forbidden'
  | 'unreachable'
  | 'timeout'
  | 'redirect'
  | 'too-large'
  | 'broken'

/** A failed call. The message is fit for the person who chose the address; it holds no address itself. */
export class EgressError extends Error {
  readonly code: EgressCode

  constructor(code: EgressCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EgressError'
    this.code = code
  }
}

/**
 * The same words for every way in which a name given by a user can fail, so that the answer does not tell which names and
 * ports exist inside. The true reason stays in `cause`, for the log.
 */
export function veil(error: EgressError): EgressError {
  if (error.code !== 'forbidden' && error.code !== 'unreachable') return error
  return new EgressError('unreachable', 'The address could not be reached', { cause: error })
}

/** The failed call beneath an error: client libraries wrap what their `fetch` throws. */
export function findEgress(error: unknown): EgressError | undefined {
  let at = error
  for (let depth = 0; depth < 5 && at instanceof Error; depth++) {
    if (at instanceof EgressError) return at
    at = at.cause
  }
  return undefined
}
