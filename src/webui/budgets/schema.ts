// What crosses the wire about budgets, and what they announce.
import { z } from 'zod'
import { topic } from '../../bus'

/** Budgets changed: whoever keeps them reads them again. */
export const BudgetsChanged = topic('budget.changed', z.object({}))

/** Somebody has used most of a budget; told once a span. */
export const BudgetNears = topic(
  'budget.nears',
  z.object({
    user_id: z.string(),
    budget_id: z.string(),
    /** From 0 to 1 and a little more. */
    share: z.number(),
  }),
)

const TOKENS = 1_000_000_000_000
const NANO = 1_000_000_000
const MONEY = 1_000_000

export const BudgetForm = z
  .object({
    subject: z.enum(['each', 'member', 'user', 'group', 'house']),
    /** The account or the group that it is for. */
    subject_id: z.string().max(64).nullish(),
    model: z.string().min(1).max(1000).nullish(),
    unit: z.enum(['tokens', 'money']),
    span: z.enum(['day', 'month']),
    /** Tokens, or money in the currency of the settings. */
    amount: z.number().min(0),
  })
  .refine(({ unit, amount }) => amount <= (unit === 'tokens' ? TOKENS : MONEY), {
    message: 'That is more than anybody could use',
    path: ['amount'],
  })
  .refine(({ subject, subject_id }) => named(subject) === Boolean(subject_id), {
    message: 'Say whose budget it is',
    path: ['subject_id'],
  })
export type BudgetForm = z.infer<typeof BudgetForm>

const named = (subject: string): boolean => ['user', 'member', 'group'].includes(subject)

export const Id = z.object({ id: z.string().max(64) })

/** Tokens are kept as they are, money in billionths. */
export const toAmount = ({ unit, amount }: BudgetForm): number =>
  Math.round(unit === 'tokens' ? amount : amount * NANO)

export const fromAmount = (unit: 'tokens' | 'money', amount: number): number =>
  unit === 'tokens' ? amount : amount / NANO
