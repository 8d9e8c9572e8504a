// Figures as people read them: tokens, money, sizes, shares, days.
import { formatDate, formatNumber, t } from '../../text/index'

const MANY = 100_000

/** Short where there are many: 1.2M. */
export const tokensText = (count: number): string =>
  formatNumber(count, count >= MANY ? { notation: 'compact', maximumFractionDigits: 1 } : {})

const SMALL = 1

/** Cents are not enough for what a few tokens cost. */
export const moneyText = (amount: number, currency: string): string =>
  formatNumber(amount, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: amount > 0 && amount < SMALL ? 4 : 2,
  })

export const shareText = (part: number, whole: number): string =>
  formatNumber(whole === 0 ? 0 : part / whole, { style: 'percent', maximumFractionDigits: 0 })

/** A budget's amount or what is used of it. */
export const amountText = (amount: number, unit: 'tokens' | 'money', currency: string): string =>
  unit === 'money'
    ? moneyText(amount, currency)
    : t('budgets.tokens', { count: tokensText(amount) })

/** `2026-07-31` as a date of the person's own calendar. */
export const dayText = (day: string): string =>
  formatDate(new Date(`${day}T12:00:00`), { dateStyle: 'medium' })

export const monthText = (month: string): string =>
  formatDate(new Date(`${month}-15T12:00:00`), { month: 'long', year: 'numeric' })

export const momentText = (seconds: number): string =>
  formatDate(seconds, { dateStyle: 'medium', timeStyle: 'short' })

const two = (n: number): string => String(n).padStart(2, '0')

export const dayOf = (date: Date): string =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`

/** The day so many days ago. */
export const daysAgo = (days: number): string => {
  const date = new Date()
  return dayOf(new Date(date.getFullYear(), date.getMonth(), date.getDate() - days))
}
