// The second factor of an account: an authenticator app, and the recovery codes beside it.
import type { House } from '../config/house'
import { type Db, type Tx, transaction } from '../db'
import { and, eq, isNull, lt, type SQL, sql } from '../db/columns'
import { digits, stepOf } from './factors-app'
import { hashOf, looksRight, newCodes } from './factors-recovery'
import { seal, unseal } from './factors-seal'
import { factors, passkeys, recoveryCodes } from './table'

export type FactorRow = typeof factors.$inferSelect

/** How a second step was taken, as the audit log has it. */
export type Method = 'app' | 'recovery' | 'passkey'

export const held = (db: Db, account_id: string): Promise<FactorRow | undefined> =>
  db.select().from(factors).where(eq(factors.account_id, account_id)).get()

/** A column of a query that reads `account`: whether it has a second factor. */
export const secured = (): SQL<boolean> =>
  sql`case when exists (select 1 from factor f where f.account_id = account.id) then 1 else 0 end`.mapWith(
    Boolean,
  )

/** Recovery codes that were not used yet. */
export async function codesLeft(db: Db, account_id: string): Promise<number> {
  const row = await db
    .select({ n: sql<number>`count(*)` })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.account_id, account_id), isNull(recoveryCodes.used_at)))
    .get()
  return Number(row?.n ?? 0)
}

/**
 * Takes an app's secret into use, in place of the one before, with recovery codes of its own, which
 * are given here and never again. `step` is the half minute of the code that proved it.
 */
export async function put(
  { db, env }: House,
  account_id: string,
  secret: string,
  step: number,
): Promise<string[]> {
  const row = {
    secret: seal(env, secret, account_id),
    last_step: step,
    created_at: Date.now(),
  }
  const codes = newCodes()
  const hashes = await Promise.all(codes.map(code => hashOf(code, account_id)))
  await transaction(db, async tx => {
    await tx
      .insert(factors)
      .values({ account_id, ...row })
      .onConflictDoUpdate({ target: factors.account_id, set: row })
    await setCodes(tx, account_id, hashes)
  })
  return codes
}

/** Ten new recovery codes; the old ones open nothing from now on. */
export async function renewCodes(db: Db, account_id: string): Promise<string[]> {
  const codes = newCodes()
  const hashes = await Promise.all(codes.map(code => hashOf(code, account_id)))
  await transaction(db, tx => setCodes(tx, account_id, hashes))
  return codes
}

async function setCodes(tx: Tx, account_id: string, hashes: string[]): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.account_id, account_id))
  await tx.insert(recoveryCodes).values(hashes.map(hash => ({ account_id, hash })))
}

/** Takes app and recovery codes away, and the passkeys too where `all` is asked for. */
export const drop = (db: Db, account_id: string, all: boolean): Promise<void> =>
  transaction(db, async tx => {
    await tx.delete(recoveryCodes).where(eq(recoveryCodes.account_id, account_id))
    await tx.delete(factors).where(eq(factors.account_id, account_id))
    if (all) await tx.delete(passkeys).where(eq(passkeys.account_id, account_id))
  })

/** What kind of code somebody typed, or null when it can be none. */
export const kindOf = (typed: string): 'app' | 'recovery' | null => {
  if (digits(typed)) return 'app'
  return looksRight(typed) ? 'recovery' : null
}

/** Uses up a code of the account's app; false for a wrong one and for one that was used before. */
export async function takeApp(house: House, row: FactorRow, typed: string): Promise<boolean> {
  const { db, env, log } = house
  const secret = unseal(env, row.secret, row.account_id)
  if (!secret) {
    const facts = { account: row.account_id }
    log.component('auth').error(facts, 'a factor is sealed under another WEBUI_SECRET_KEY')
  }
  const step = secret && (await stepOf(secret, digits(typed) ?? ''))
  if (!step) return false
  const fresh = await db
    .update(factors)
    .set({ last_step: step })
    .where(and(eq(factors.account_id, row.account_id), lt(factors.last_step, step)))
    .returning({ step: factors.last_step })
  return fresh.length > 0
}

/** Uses up a recovery code; false for one that is not the account's or was used before. */
export async function takeRecovery(db: Db, account_id: string, typed: string): Promise<boolean> {
  const hash = await hashOf(typed, account_id)
  const used = await db
    .update(recoveryCodes)
    .set({ used_at: Date.now() })
    .where(
      and(
        eq(recoveryCodes.account_id, account_id),
        eq(recoveryCodes.hash, hash),
        isNull(recoveryCodes.used_at),
      ),
    )
    .returning({ hash: recoveryCodes.hash })
  return used.length > 0
}
