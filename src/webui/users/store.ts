// Changes to accounts that take more than one statement.

import * as Identities from '../../auth/identities'
import * as Accounts from '../../auth/store'
import { EmailTaken } from '../../auth/store'
import { accounts, grants, type UserRow } from '../../auth/table'
import { type Db, transaction } from '../../db'
import { and, eq } from '../../db/columns'
import * as Gone from '../../storage/gone'
import { chats } from '../chats/table'
import { forget } from '../knowledge/forget'
import * as Knowledge from '../knowledge/store'

type Changes = Pick<UserRow, 'name' | 'email' | 'profile_image_url'>

/** Changes an account, and its password when a hash is given. Throws `EmailTaken`. */
export const change = (
  db: Db,
  id: string,
  changes: Changes,
  hash?: string,
): Promise<UserRow | undefined> =>
  transaction(db, async tx => {
    await Accounts.alone(tx)
    const other = await Accounts.byEmail(tx, changes.email)
    if (other && other.id !== id) throw new EmailTaken()
    if (hash) await Accounts.setHash(tx, id, hash)
    // A proxy names people by their address; whoever gets the old one is somebody else.
    if (other?.id !== id) await Identities.unlink(tx, id, 'header')
    return Accounts.update(tx, id, { ...changes, email: Accounts.normal(changes.email) })
  })

/** Puts fields over those of the account's info; gives all of them. */
export const mergeInfo = (
  db: Db,
  id: string,
  fields: Record<string, unknown>,
): Promise<Record<string, unknown> | null> =>
  transaction(db, async tx => {
    // An update and not a select: in PostgreSQL it holds the row until the fields are in it.
    const user = await Accounts.update(tx, id, {})
    const changed = user && (await Accounts.update(tx, id, { info: { ...user.info, ...fields } }))
    return changed?.info ?? null
  })

/** Removes an account with all that is its own, and what it was granted. */
export const remove = (db: Db, id: string): Promise<void> =>
  transaction(db, async tx => {
    await tx.delete(grants).where(and(eq(grants.principal, 'user'), eq(grants.principal_id, id)))
    // Before the files that their messages hold: PostgreSQL cascades in no such order.
    await tx.delete(chats).where(eq(chats.user_id, id))
    for (const base of await Knowledge.removeOf(tx, id)) await forget(tx, base)
    const removed = await tx.delete(accounts).where(eq(accounts.id, id)).returning()
    await Gone.note(
      tx,
      removed.map(account => account.id),
    )
  })
