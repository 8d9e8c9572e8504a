// In whose name the server asks models for work that is nobody's in particular.
import type { Principal } from '../auth/principal'
import { accounts } from '../auth/table'
import type { House } from '../config/house'
import { asc } from '../db/columns'

/** The first account, with no session and no groups: what such work takes counts for it. */
export async function serverItself({ db }: House): Promise<Principal | undefined> {
  const user = await db.select().from(accounts).orderBy(asc(accounts.created_at)).limit(1).get()
  return user && { user, groups: [], session: null, key_id: null, key: null, secured: false }
}
