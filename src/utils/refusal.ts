// The one error that handlers throw on purpose; app.ts turns it into an answer.

/** A refused request: `status` is the HTTP status, `detail` what the caller is told (contract shape `{"detail": …}`). */
export class Refusal extends Error {
  readonly status: number
  readonly detail: unknown
  readonly headers: Record<string, string>
  /** Fields of the answer beside `detail`. */
  readonly more: Record<string, unknown>

  constructor(
    status: number,
    detail: unknown,
    headers: Record<string, string> = {},
    more: Record<string, unknown> = {},
  ) {
    super(typeof detail === 'string' ? detail : JSON.stringify(detail))
    this.name = 'Refusal'
    this.status = status
    this.detail = detail
    this.headers = headers
    this.more = more
  }
}
