// What auth announces.
import { z } from 'zod'
import { topic } from '../bus'

/** Sessions that no longer count; `session_ids: null` means every session of the account. */
export const SessionsEnded = topic(
  'auth.sessions-ended',
  z.object({ user_id: z.string(), session_ids: z.array(z.string()).nullable() }),
)

/** Name, picture, role or settings of an account changed; `gone` when it was deleted. */
export const UserChanged = topic(
  'auth.user-changed',
  z.object({ user_id: z.string(), gone: z.boolean() }),
)
