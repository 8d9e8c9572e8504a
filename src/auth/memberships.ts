// The groups an account is in, read along with the account so that no request asks twice.
import type { Db } from '../db'
import { type SQL, sql } from '../db/columns'
import type { Tree } from './table'

export interface Membership {
  /** The group's id. */
  id: string
  permissions: Tree
}

/** A column of a query that reads `account`: the groups it is in. */
export const memberships = (db: Db): SQL<readonly Membership[]> =>
  sql`(select ${gathered(db)} from group_member m join user_group g on g.id = m.group_id
    where m.user_id = account.id)`.mapWith(parse)

/** Both databases build JSON, each under a name of its own. */
const gathered = ({ kind }: Db): SQL =>
  kind === 'sqlite'
    ? sql`json_group_array(json_array(g.id, json(g.permissions)))`
    : sql`coalesce(json_agg(json_build_array(g.id, g.permissions::json))::text, '[]')`

const parse = (text: string): Membership[] =>
  JSON.parse(text).map(([id, permissions]: [string, Tree]) => ({ id, permissions }))
