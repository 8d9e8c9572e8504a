// What crosses the wire of files.
import { z } from 'zod'
import { bool, int, pathId } from '../../utils/fields'

export const Id = z.object({ id: pathId() })
export const Named = z.object({ id: pathId(), name: z.string() })

export const ContentForm = z.object({ content: z.string() })

const MOST = 1_000_000_000
const count = int().transform(n => Math.min(Math.max(0, n), MOST))

/** `content=false` leaves the words out. */
export const Shape = z.object({ content: bool().default(true) })

/** All unless `limit` says how many; `query` is looked for in names; `mine` is for admins, who see all files. */
export const Listing = Shape.extend({
  skip: count.default(0),
  limit: count.optional(),
  // PostgreSQL has no NUL in its texts.
  query: z
    .string()
    .max(255)
    .transform(words => words.replaceAll('\0', ' '))
    .default(''),
  mine: bool().default(false),
})

/** `wait=false` answers before the file is read. */
export const Arrival = Shape.extend({ wait: bool().default(true) })
