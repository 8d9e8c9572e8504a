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
  code: 'reason.code',
  late: 'reason.late',
  'own-password': 'reason.ownPassword',
  passkey: 'reason.passkey',
  'passkey-here': 'reason.passkeyHere',
  'passkey-made': 'reason.passkeyMade',
  'passkey-known': 'reason.passkeyKnown',
  'passkey-none': 'reason.passkeyNone',
  'password-short': 'reason.passwordShort',
  'password-common': 'reason.passwordCommon',
  'password-own': 'reason.passwordOwn',
}

export const explainRefusal = (error: unknown): string => {
  const reason = error instanceof ApiError ? String(error.more.reason) : ''
  const text = reasons[reason]
  return text ? t(text) : explain(error)
}
