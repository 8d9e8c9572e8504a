// A store that does not do its work.
import { Refusal } from '../utils/refusal'

/** People are told that it is the server's trouble; the log, and `hearth doctor`, have the reason. */
export class StoreError extends Refusal {
  readonly reason: string

  constructor(reason: string, cause?: unknown) {
    super(503, 'The store of files does not work at the moment. Try again soon.')
    this.name = 'StoreError'
    this.message = `the store of files: ${reason}`
    this.reason = reason
    this.cause = cause
  }
}
