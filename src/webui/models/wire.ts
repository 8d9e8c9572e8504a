// Rows about models as clients see them.
import { toAccessControl } from '../../auth/access'
import type { UserRow } from '../../auth/table'
import { seconds } from '../../utils/time'
import { brief } from '../auths/wire'
import type { Model } from './store'

/** The contract's row. Who may not write it sees neither parameters nor with whom it is shared. */
export function toWire({ grants, ...row }: Model, writes: boolean) {
  const access = toAccessControl(grants)
  return {
    ...row,
    params: writes ? row.params : {},
    access_control: writes || access === null ? access : {},
    created_at: seconds(row.created_at),
    updated_at: seconds(row.updated_at),
  }
}

/** The same with its owner, null when the account is gone. */
export const withOwner = (model: Model, owner: UserRow | undefined, writes: boolean) => ({
  ...toWire(model, writes),
  user: owner ? brief(owner) : null,
})
