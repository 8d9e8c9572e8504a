// What auth announces.
import { z } from 'zod'
import { topic } from '../bus'

/** Sessions that no longer count; `session_ids: null` means every session of the account. */
export const SessionsEnded = topic(
  'auth.sessions-ended',
  z.object({ user_id: z.string(), session_ids: z.array(z.string()).nullable() }),
)

/** Something that the audit log keeps: who did what to what, from where, and how it ended. */
export const Happened = topic(
  'auth.happened',
  z.object({
    /** Epoch milliseconds. */
    at: z.number(),
    /** A noun and a verb: `session.open`, `user.role`. */
    action: z.string(),
    actor_id: z.string().nullable(),
    /** The actor's e-mail; of somebody who failed to sign in, what was typed. */
    actor: z.string().nullable(),
    /** Id of what it was done to. */
    target: z.string().nullable(),
    address: z.string(),
    outcome: z.enum(['done', 'refused', 'failed']),
    /** One more thing worth knowing: the way in, the new role. Never a secret. */
    detail: z.string().nullable(),
    /** Empty for what no request did. */
    request_id: z.string(),
  }),
)
export type Happening = z.infer<typeof Happened.shape>

/** Somebody made himself an account, by whatever way in; those that admins add are none of this. */
export const SignedUp = topic(
  'auth.signed-up',
  z.object({
    user_id: z.string(),
    /** `password`, or the provider's name. */
    way: z.string(),
  }),
)

/** Name, picture, role or settings of an account changed; `gone` when it was deleted. */
export const UserChanged = topic(
  'auth.user-changed',
  z.object({ user_id: z.string(), gone: z.boolean() }),
)
