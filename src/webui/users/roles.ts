// Roles of several accounts at once: all that may get the role get it together.
import type { Principal } from '../../auth/principal'
import { SessionsEnded, UserChanged } from '../../auth/schema'
import * as Sessions from '../../auth/sessions'
import * as Accounts from '../../auth/store'
import { accounts, type Role, type UserRow } from '../../auth/table'
import type { House } from '../../config/house'
import { transaction } from '../../db'
import { inArray } from '../../db/columns'

export const RANK: Record<Role, number> = { pending: 0, user: 1, admin: 2 }

export interface Outcome {
  /** Ids of those who have the role now. */
  changed: string[]
  /** Ids of those whom nobody may touch: oneself, and the account made first. */
  spared: string[]
  /** Ids that no account has. */
  unknown: string[]
}

/** Gives the role to all of them but those who are protected; who loses rights has to sign in again. */
export async function setRoles(
  house: House,
  me: Principal,
  ids: readonly string[],
  role: Role,
): Promise<Outcome> {
  const wanted = [...new Set(ids)]
  const { before, spared } = await transaction(house.db, async tx => {
    const primary = await Accounts.primary(tx)
    const spared = wanted.filter(id => id === me.user.id || id === primary?.id)
    const before = await tx
      .select()
      .from(accounts)
      .where(
        inArray(
          accounts.id,
          wanted.filter(id => !spared.includes(id)),
        ),
      )
    for (const user of before) await move(tx, user, role)
    return { before, spared }
  })
  for (const user of before) announce(house, user, role)
  const changed = before.map(({ id }) => id)
  const known = new Set([...changed, ...spared])
  return { changed, spared, unknown: wanted.filter(id => !known.has(id)) }
}

async function move(tx: Parameters<typeof Accounts.update>[0], user: UserRow, role: Role) {
  if (user.role === role) return
  await Accounts.update(tx, user.id, { role })
  if (RANK[role] < RANK[user.role]) await Sessions.endAll(tx, user.id, null)
}

function announce({ bus }: House, user: UserRow, role: Role): void {
  if (RANK[role] < RANK[user.role]) {
    bus.publish(SessionsEnded, { user_id: user.id, session_ids: null })
  }
  if (role !== user.role) bus.publish(UserChanged, { user_id: user.id, gone: false })
}
