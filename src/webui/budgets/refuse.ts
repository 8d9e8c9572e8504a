// What somebody is told whose budget is used up: of what, how much, and when it is fresh again.
import type { House } from '../../config/house'
import { Refusal } from '../../utils/refusal'
import { seconds } from '../../utils/time'
import { ledgerOf } from '../usage/ledger'
import { fromAmount } from './schema'
import type { Budget, Unit } from './table'

/**
 * 429 with the figures beside `detail`. Clients of OpenAI's kind do not try again: waiting a little
 * would not help.
 */
export function usedUp(
  house: House,
  budget: Budget,
  spoken: number,
  needed: number,
  end: number,
): Refusal {
  const { unit, span, amount, model, subject } = budget
  ledgerOf(house).figures.refused++
  const currency = house.config.get('usage.currency')
  const of = `${shown(unit, amount, currency)} a ${span}${model ? ` with ${model}` : ''}`
  const whose = WHOSE[subject]
  const left = Math.max(0, amount - spoken)
  const fault =
    left > 0 && spoken < amount
      ? `${whose} budget of ${of} has ${shown(unit, left, currency)} left, and this request needs about ${shown(unit, needed, currency)}.`
      : `${whose} budget of ${of} is used up.`
  const fresh = new Date(end)
  return new Refusal(
    429,
    `${fault} It is fresh again on ${dated(fresh)}.`,
    {
      'retry-after': String(Math.max(1, seconds(end - Date.now()))),
      'x-should-retry': 'false',
    },
    {
      budget: {
        unit,
        span,
        model,
        amount: fromAmount(unit, amount),
        used: fromAmount(unit, spoken),
        fresh_at: seconds(end),
      },
    },
  )
}

const WHOSE = {
  each: 'Your',
  member: 'Your',
  user: 'Your',
  group: 'Your group’s',
  house: 'This server’s',
} as const

const CENTS = 2
const NANO = 1_000_000_000

function shown(unit: Unit, amount: number, currency: string): string {
  if (unit === 'tokens') return `${Math.round(amount).toLocaleString('en-US')} tokens`
  return `${(amount / NANO).toFixed(CENTS)} ${currency}`
}

const two = (n: number): string => String(n).padStart(2, '0')

const dated = (at: Date): string =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} at ${two(at.getHours())}:${two(at.getMinutes())}`
