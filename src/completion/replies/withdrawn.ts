// Whether somebody may still have the reply that is being written for him.
import { memberships } from '../../auth/memberships'
import type { Principal } from '../../auth/principal'
import { accounts } from '../../auth/table'
import type { House } from '../../config/house'
import { eq } from '../../db/columns'
import { connections } from '../../webui/connections/connection'
import { judge, readRows } from '../../webui/models/access'
import type { FoundModel } from '../models'
import type { Assignment } from './place'

/** Why a reply has to end, for whoever waits for it. */
export interface Withdrawal {
  content: string
  code: 'access_withdrawn' | 'model_withdrawn'
}

const ACCESS: Withdrawal = {
  content: 'Your access was withdrawn while this was written, so it ends here.',
  code: 'access_withdrawn',
}
const MODEL: Withdrawal = {
  content: 'The model was taken from you while this was written, so it ends here.',
  code: 'model_withdrawn',
}

/** Null while nothing is withdrawn. */
export async function withdrawn(
  house: House,
  { me, found }: Pick<Assignment, 'me' | 'found'>,
): Promise<Withdrawal | null> {
  const now = await asOfNow(house, me)
  if (!now || now.user.role === 'pending') return ACCESS
  const offer = stillOffered(house, found)
  if (!offer) return MODEL
  return judge(house, now, await readRows(house), offer).uses ? null : MODEL
}

/** The account with the role and the groups that it has at this moment. */
async function asOfNow({ db }: House, me: Principal): Promise<Principal | undefined> {
  const row = await db
    .select({ user: accounts, groups: memberships(db) })
    .from(accounts)
    .where(eq(accounts.id, me.user.id))
    .get()
  return row && { ...me, ...row }
}

/** What the connection says of the model now; nothing when it was removed or switched off. */
function stillOffered(house: House, found: FoundModel): FoundModel | undefined {
  const { kind, url, everyone } = found.connection
  const current = connections(house, kind).find(one => one.url === url && one.enabled)
  if (!current) return undefined
  // Another connection may have opened the model to everyone; only what this one took back is known.
  return { ...found, everyone: found.everyone && (current.everyone || !everyone) }
}
