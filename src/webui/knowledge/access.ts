// Who may read or change a knowledge base, decided by the grants that stand now.
import { grantedTo, may, owns, type Somebody, type Verb } from '../../auth/access'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import type { Db } from '../../db'
import { and, eq, inArray, or, type SQL, sql } from '../../db/columns'
import { Refusal } from '../../utils/refusal'
import { type Base, byId, NOUN } from './store'
import { type KnowledgeRow, knowledge } from './table'

/** The condition in SQL on `knowledge`: admins and owners may everything, others what a grant says. */
export const openTo = (me: Somebody, ...verbs: Verb[]): SQL | undefined =>
  me.user.role === 'admin'
    ? undefined
    : or(
        eq(knowledge.user_id, me.user.id),
        ...verbs.map(verb => grantedTo(me, verb, NOUN, sql`${knowledge.id}`)),
      )

/** Those of the bases with these ids that somebody may read; the others might as well not be there. */
export async function readable(db: Db, me: Somebody, ids: string[]): Promise<KnowledgeRow[]> {
  if (ids.length === 0) return []
  return db
    .select()
    .from(knowledge)
    .where(and(inArray(knowledge.id, ids), openTo(me, 'read')))
}

/** The contract's answer for a base that is not there, or not for who asks: 400. */
const absent = () => new Refusal(400, constants.NOT_FOUND)

/** The base, for somebody who may change what is in it. */
export async function writable({ db }: House, me: Somebody, id: string): Promise<Base> {
  const base = await byId(db, id)
  if (base && may(me, 'write', base)) return base
  if (base && may(me, 'read', base)) throw new Refusal(400, constants.ACCESS_PROHIBITED)
  throw absent()
}

/** The base, for its owner and admins: deleting and emptying are theirs. */
export async function owned({ db }: House, me: Somebody, id: string): Promise<Base> {
  const base = await byId(db, id)
  if (base && owns(me, base)) return base
  if (base && sees(me, base)) throw new Refusal(400, constants.ACCESS_PROHIBITED)
  throw absent()
}

/** Who may change a base sees what it is called and which files are in it, not their words. */
export const sees = (me: Somebody, base: Base): boolean =>
  may(me, 'read', base) || may(me, 'write', base)
