// Turns a failure into a sentence that says why and what to do.
import { ApiError } from '../request'
import { formatDate, formatNumber, t } from './index'
import { told } from './told'

/** The server's own sentence where it has one for people; ours where it has only a status. */
export const explain = (error: unknown): string => {
  if (!(error instanceof ApiError)) return t('error.unknown')
  if (error.status === 0) return t('error.unreachable')
  if (error.status === 413) return t('error.tooLarge')
  if (error.status === 429) return spentText(error) ?? t('error.tooMany')
  if (error.status === 507) return t('error.diskFull')
  if (error.status === 401 || error.status === 403) return t('error.notAllowed')
  if (error.status >= 500 || !error.detail) return t('error.server')
  return told(error.detail.replace(/^\[ERROR: (.*)\]$/, '$1'))
}

/** A budget that is used up is no matter of patience. */
const spentText = ({ more }: ApiError): string | null => {
  const { unit, amount, fresh_at } = Object(more.budget) as Record<string, unknown>
  if (typeof fresh_at !== 'number' || typeof amount !== 'number') return null
  const when = formatDate(fresh_at, { dateStyle: 'medium', timeStyle: 'short' })
  if (unit !== 'tokens') return t('budgets.spentMoney', { when })
  return t('budgets.spentTokens', { amount: formatNumber(amount), when })
}
