// Who people are at providers, in the database: the exact issuer and subject open one account.
import type { Db, Tx } from '../db'
import { and, asc, desc, eq, notInArray } from '../db/columns'
import { identities } from './table'

export type IdentityRow = typeof identities.$inferSelect

/** What a provider calls somebody. `issuer` is empty for providers that have none. */
export interface Subject {
  /** `oidc`, `google`, `ldap`, `header`… */
  provider: string
  issuer?: string
  subject: string
}

const same = ({ provider, issuer = '', subject }: Subject) =>
  and(
    eq(identities.provider, provider),
    eq(identities.issuer, issuer),
    eq(identities.subject, subject),
  )

export const find = (db: Db | Tx, who: Subject): Promise<IdentityRow | undefined> =>
  db.select().from(identities).where(same(who)).get()

export const byUser = (db: Db | Tx, account_id: string): Promise<IdentityRow[]> =>
  db
    .select()
    .from(identities)
    .where(eq(identities.account_id, account_id))
    .orderBy(asc(identities.created_at), asc(identities.provider))
    .all()

/**
 * Whether the same provider knows the account by a name already: then another name with its address
 * is somebody who got the address later.
 */
export const known = async (db: Db | Tx, account_id: string, who: Subject): Promise<boolean> =>
  (await byUser(db, account_id)).some(
    ({ provider, issuer }) => provider === who.provider && issuer === (who.issuer ?? ''),
  )

/** Notes that the identity opens the account, or that it has just done so again. */
export async function link(db: Db | Tx, who: Subject, account_id: string): Promise<void> {
  const { provider, issuer = '', subject } = who
  const now = Date.now()
  await db
    .insert(identities)
    .values({ provider, issuer, subject, account_id, created_at: now, used_at: now })
    .onConflictDoUpdate({
      target: [identities.provider, identities.issuer, identities.subject],
      set: { used_at: now },
    })
}

/** Forgets what a provider calls somebody. */
export async function unlink(db: Db | Tx, account_id: string, provider: string): Promise<void> {
  await db
    .delete(identities)
    .where(and(eq(identities.account_id, account_id), eq(identities.provider, provider)))
}

/** Ways in that are no providers of OAuth. */
const OTHERS = ['ldap', 'header', 'none']

/** The contract's `oauth_sub`, `provider@subject`, of each account that has one, or of one account; the first linked counts. */
export async function oauthSubs(db: Db | Tx, account_id?: string): Promise<Map<string, string>> {
  const rows = await db
    .select()
    .from(identities)
    .where(
      and(
        notInArray(identities.provider, OTHERS),
        account_id === undefined ? undefined : eq(identities.account_id, account_id),
      ),
    )
    .orderBy(desc(identities.created_at), desc(identities.provider))
  return new Map(rows.map(row => [row.account_id, `${row.provider}@${row.subject}`]))
}
