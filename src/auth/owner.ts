// The one account of a house without accounts (`WEBUI_AUTH=false`).
import type { UserRow } from './table'

/**
 * Who everybody is there. It has no password: the contract's own, `admin`, would open the house on the
 * day accounts are turned on.
 */
export const OWNER = {
  provider: 'none',
  subject: 'owner',
  email: 'admin@localhost',
  email_verified: true,
  name: 'User',
} as const

/** Whether a house has accounts beside the owner's, by the first two of them. */
export const isOccupied = ([first, second]: readonly UserRow[]): boolean =>
  second !== undefined || (first !== undefined && first.email !== OWNER.email)
