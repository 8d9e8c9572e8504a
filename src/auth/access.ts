// Who may read or change a thing: grants as rows, the contract's `access_control` made from them.
import { z } from 'zod'
import type { Tx } from '../db'
import { and, eq, type SQL, sql } from '../db/columns'
import type { Principal } from './principal'
import { grants } from './table'

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

/** Who asks: an account and the groups it is in. */
export type Somebody = Pick<Principal, 'user' | 'groups'>

/**
 * Whether somebody may: admins and the owner everything, others what a grant says. Reading does
 * not follow from writing. Every kind of thing and every verb is decided here.
 */
export const may = (me: Somebody, verb: Verb, thing: Guarded): boolean =>
  owns(me, thing) || isGranted(me, verb, thing.grants)

/** Sharing and deleting are for the owner and admins. */
export const owns = ({ user }: Somebody, thing: Pick<Guarded, 'user_id'>): boolean =>
  user.role === 'admin' || user.id === thing.user_id

/** Whether a grant alone would do, whoever owns the thing. */
export const isGranted = (me: Somebody, verb: Verb, given: readonly Grant[]): boolean =>
  given.some(grant => grant.verb === verb && names(grant, me))

function names({ principal, principal_id }: Grant, { user, groups }: Somebody): boolean {
  if (principal === 'everyone') return true
  if (principal === 'user') return principal_id === user.id
  return groups.some(({ id }) => id === principal_id)
}

/** The same question for SQL: whether a grant on the thing whose id stands in `column` names him. */
export function grantedTo(me: Somebody, verb: Verb, resource: string, column: SQL): SQL {
  const groups = me.groups.map(({ id }) => sql`, ${id}`)
  return sql`exists (select 1 from ${grants} where ${grants.resource} = ${resource}
    and ${grants.resource_id} = ${column} and ${grants.verb} = ${verb} and (
      ${grants.principal} = 'everyone'
      or (${grants.principal} = 'user' and ${grants.principal_id} = ${me.user.id})
      or (${grants.principal} = 'group' and ${grants.principal_id} in (''${sql.join(groups)}))))`
}

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
