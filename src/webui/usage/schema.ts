// What crosses the wire about usage and prices, and what prices announce.
import { z } from 'zod'
import { topic } from '../../bus'
import { queryText } from '../../utils/fields'

/** Prices of models changed: whoever keeps them reads them again. */
export const PricesChanged = topic('usage.prices-changed', z.object({}))

const day = z.iso.date()
const GROUPS = ['day', 'month', 'user', 'model', 'connection', 'kind'] as const
export type Group = (typeof GROUPS)[number]

/** `day,model`: what the figures are told apart by. */
const groups = z
  .preprocess(
    given => [...new Set([given ?? 'day'].flat().flatMap(text => String(text).split(',')))],
    z.array(z.enum(GROUPS)),
  )
  .default(['day'])

const narrowing = {
  /** First and last day, both included; the last thirty days unless said. */
  from: day.optional(),
  to: day.optional(),
  group: groups,
  /** An account's id, or `me`. */
  user: queryText(64).optional(),
  model: queryText(1000).optional(),
  kind: z.enum(['chat', 'task', 'text', 'embedding', 'speech']).optional(),
}

export const Query = z.object(narrowing)
export type Query = z.infer<typeof Query>

const CEILING = 1_000_000
const price = z
  .number()
  .min(0)
  .max(CEILING)
  .transform(amount => Math.round(amount * 1_000_000))

/** What a million tokens cost, in the currency of the settings. */
export const PriceForm = z.object({
  model: z.string().min(1).max(1000),
  input: price,
  output: price,
})

export const OfModel = z.object({ model: queryText(1000).min(1) })
