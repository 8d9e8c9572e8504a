// Groups as clients see them.
import type { Group } from '../../auth/groups'
import { seconds } from '../../utils/time'

/** `Group` of the contract. */
export const toWire = (group: Group) => ({
  ...group,
  created_at: seconds(group.created_at),
  updated_at: seconds(group.updated_at),
})
