// Why somebody whom a provider vouches for is not let in, by a code that pages turn into words.
import { Refusal } from '../utils/refusal'

/**
 * - `domain`: the address is of no allowed domain
 * - `signup`: there is no account, and none may be made
 * - `taken`: somebody else has the address
 * - `unverified`: the provider does not say that the address is the person's
 */
export type Reason = 'domain' | 'signup' | 'taken' | 'unverified'

/** A refusal with its reason, in the answer too; status and detail are the contract's. */
export class Unwelcome<R extends string = Reason> extends Refusal {
  override name = 'Unwelcome'
  readonly reason: R

  constructor(reason: R, status: number, detail: string) {
    super(status, detail, {}, { reason })
    this.reason = reason
  }
}
