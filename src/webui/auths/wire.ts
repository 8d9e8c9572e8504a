// Accounts as clients see them.
import type { UserRow } from '../../auth/table'
import { brief } from '../../auth/wire'
import { seconds } from '../../utils/time'

export { brief } from '../../auth/wire'

/** `SigninResult` of the contract. */
export const signedIn = (user: UserRow, token: string) => ({
  ...brief(user),
  token,
  token_type: 'Bearer' as const,
})

/** `UserModel` of the contract; keys are never shown again, so `api_key` is null. */
export const userModel = (
  user: UserRow,
  last_active_at = user.last_active_at,
  oauth_sub: string | null = null,
) => ({
  ...brief(user),
  last_active_at: seconds(last_active_at),
  updated_at: seconds(user.updated_at),
  created_at: seconds(user.created_at),
  api_key: null,
  settings: user.settings,
  info: user.info,
  oauth_sub,
})
