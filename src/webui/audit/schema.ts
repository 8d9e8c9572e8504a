// What crosses the wire about the audit log.
import { z } from 'zod'
import { int, queryText } from '../../utils/fields'

const LONGEST = 320
const MOST = 200
const words = queryText(LONGEST).trim().optional()
/** Epoch seconds. */
const moment = int().optional()

const narrowing = {
  /** An account's id, or part of its e-mail address. */
  actor: words,
  /** An action, or a noun for all that was done to its kind: `user`. */
  action: words,
  /** An id, or part of what stands in its place. */
  target: words,
  outcome: z.enum(['done', 'refused', 'failed']).optional(),
  from: moment,
  to: moment,
}

export const Filter = z.object(narrowing)
export type Filter = z.infer<typeof Filter>

/** `before` is the id of the last row of the page before. */
export const Page = z.object({
  ...narrowing,
  before: queryText(64).optional(),
  limit: int()
    .default(50)
    .transform(n => Math.min(Math.max(1, n), MOST)),
})

export const Export = z.object({ ...narrowing, format: z.enum(['csv', 'jsonl']).default('csv') })
