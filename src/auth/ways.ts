// What opens an account now: nobody may take its last way in away.
import type { House } from '../config/house'
import type { Db, Tx } from '../db'
import { eq } from '../db/columns'
import * as Identities from './identities'
import { providers } from './oauth/providers'
import { passkeys, passwords } from './table'

/** `password`, `passkey`, and each provider that still knows the person. */
export async function waysOf(house: House, db: Db | Tx, account_id: string): Promise<Set<string>> {
  const ways = new Set<string>()
  const own = await db.select().from(passwords).where(eq(passwords.account_id, account_id)).get()
  if (own) ways.add('password')
  if (house.config.get('auth.passkeys.enable') && (await hasPasskey(db, account_id))) {
    ways.add('passkey')
  }
  const open = openTo(house)
  for (const { provider } of await Identities.byUser(db, account_id)) {
    if (open.has(provider)) ways.add(provider)
  }
  return ways
}

const hasPasskey = async (db: Db | Tx, account_id: string): Promise<boolean> =>
  Boolean(await db.select().from(passkeys).where(eq(passkeys.account_id, account_id)).get())

/** Whom the house lets vouch for people at this moment. */
function openTo(house: House): Set<string> {
  const open = new Set<string>(providers(house).map(({ key }) => key))
  if (house.config.get('ldap.enable')) open.add('ldap')
  if (house.env.WEBUI_AUTH_TRUSTED_EMAIL_HEADER) open.add('header')
  return open
}
