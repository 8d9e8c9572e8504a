// Who may read or change a thing: grants as rows, the contract's `access_control` made from them.
import { z } from 'zod'
import type { Tx } from '../db'
import { and, eq } from '../db/columns'
import { grants, type UserRow } from './table'

export type Verb = 'read' | 'write'
export type Grant = Pick<typeof grants.$inferSelect, 'principal' | 'principal_id' | 'verb'>

/** What is needed of a thing to decide about it. */
export interface Guarded {
  /** Its owner. */
  user_id: string
  grants: readonly Grant[]
}

const MOST = 1000
const ids = z.array(z.string().max(64)).max(MOST)
const side = z.object({ group_ids: ids.optional(), user_ids: ids.optional() })

/** Null is public to read; `{}` is the owner's alone; else lists for each verb, where absent is empty. */
export const AccessControl = z.object({ read: side.nullish(), write: side.nullish() }).nullable()
export type AccessControl = z.infer<typeof AccessControl>

/**
 * Whether somebody may: admins and the owner everything, others what a grant says. Reading does
 * not follow from writing. Groups can be named in grants; nobody is in one before groups exist.
 */
export const may = (user: Pick<UserRow, 'id' | 'role'>, verb: Verb, thing: Guarded): boolean =>
  user.role === 'admin' || user.id === thing.user_id || isGranted(user.id, verb, thing.grants)

/** Whether a grant alone would do, whoever owns the thing. */
export const isGranted = (user_id: string, verb: Verb, given: readonly Grant[]): boolean =>
  given.some(
    grant =>
      grant.verb === verb &&
      (grant.principal === 'everyone' ||
        (grant.principal === 'user' && grant.principal_id === user_id)),
  )

/** The grants that an `access_control` stands for. */
export function toGrants(control: AccessControl): Grant[] {
  if (control === null) return [{ principal: 'everyone', principal_id: '', verb: 'read' }]
  return (['read', 'write'] as const).flatMap(verb => {
    const { group_ids = [], user_ids = [] } = control[verb] ?? {}
    return [
      ...[...new Set(group_ids)].map(id => ({
        principal: 'group' as const,
        principal_id: id,
        verb,
      })),
      ...[...new Set(user_ids)].map(id => ({ principal: 'user' as const, principal_id: id, verb })),
    ]
  })
}

/** The `access_control` that grants come to. */
export function toAccessControl(given: readonly Grant[]): AccessControl {
  if (given.length === 0) return {}
  if (given.some(({ principal }) => principal === 'everyone')) return null
  const named = (verb: Verb, principal: Grant['principal']) =>
    given
      .filter(grant => grant.verb === verb && grant.principal === principal)
      .map(grant => grant.principal_id)
  const half = (verb: Verb) => ({ group_ids: named(verb, 'group'), user_ids: named(verb, 'user') })
  return { read: half('read'), write: half('write') }
}

/** Replaces all grants on a thing, inside the transaction that writes the thing itself. */
export async function setGrants(
  tx: Tx,
  resource: string,
  resource_id: string,
  given: readonly Grant[],
): Promise<void> {
  await tx
    .delete(grants)
    .where(and(eq(grants.resource, resource), eq(grants.resource_id, resource_id)))
  if (given.length === 0) return
  await tx.insert(grants).values(given.map(grant => ({ resource, resource_id, ...grant })))
}
