// What crosses the wire about groups.
import { z } from 'zod'
import type { Tree } from '../../auth/table'
import { bool } from '../../utils/fields'

const MEMBERS = 100_000
export const GroupName = z.string().trim().min(1, 'Give the group a name.').max(255)
const description = z.string().max(10_000)

/** Two levels, as the contract has them; what Hearth does not know is kept for clients that do. */
export const Permissions: z.ZodType<Tree> = z.record(
  z.string().regex(/^[a-z][a-z_]{0,63}$/, 'A permission is named in small letters.'),
  z.record(z.string().regex(/^[a-z][a-z_]{0,63}$/), bool()),
)

export const NewGroup = z.object({ name: GroupName, description })

/** Null leaves a field as it is. `admin_ids` is what old clients send and nothing has. */
export const GroupForm = z.object({
  name: GroupName,
  description,
  permissions: Permissions.nullish(),
  user_ids: z.array(z.string().max(64)).max(MEMBERS).nullish(),
  admin_ids: z.array(z.string()).nullish(),
})
export type GroupForm = z.infer<typeof GroupForm>
