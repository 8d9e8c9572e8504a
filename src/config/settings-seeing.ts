// Settings of what admins see and keep: the audit log, usage, budgets, how long chats stay, figures.
import { z } from 'zod'
import { whole } from '../utils/kinds'
import { form, row, secret, toggle } from './row'

const MOST_DAYS = 36_500

const days = (env: string, least: number, initial: number, sentence: string) =>
  row(env, whole(least, MOST_DAYS), z.int().min(least).max(MOST_DAYS), initial, sentence)

export const seeing = {
  'audit.days': days('AUDIT_DAYS', 1, 365, 'Days that the audit log is kept.'),
  'usage.days': days('USAGE_DAYS', 32, 1100, 'Days that figures of usage are kept.'),
  'usage.currency': form(
    'USAGE_CURRENCY',
    /^[A-Z]{3}$/,
    'three capitals such as EUR',
    'USD',
    'Currency of prices and budgets.',
  ),
  'budget.exempt_admins': toggle('BUDGET_EXEMPT_ADMINS', true, 'Budgets do not hold for admins.'),
  'retention.days': days(
    'RETENTION_DAYS',
    0,
    0,
    'Chats untouched for so many days are deleted, but for pinned and filed ones; 0 keeps all.',
  ),
  'metrics.token': secret('METRICS_TOKEN', 'Opens /metrics to who shows it as a bearer token.'),
}
