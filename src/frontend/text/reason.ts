// Why somebody is not let in, in the person's language, by the name that the server gives it.
import { ApiError } from '../request'
import { explain } from './explain'
import { type TextId, t } from './index'

const reasons: Record<string, TextId> = {
  wrong: 'ways.wrong',
  away: 'ways.away',
  mail: 'ways.mail',
  off: 'ways.off',
  taken: 'ways.taken',
  domain: 'ways.domain',
  signup: 'ways.signup',
  unverified: 'ways.unverified',
  nobody: 'ways.nobody',
  accounts: 'ways.accounts',
}

export const explainRefusal = (error: unknown): string => {
  const reason = error instanceof ApiError ? String(error.more.reason) : ''
  const text = reasons[reason]
  return text ? t(text) : explain(error)
}
