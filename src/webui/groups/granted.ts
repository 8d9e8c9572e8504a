// What is open to a group: every thing that a grant names it for, by the thing's own name.
import type { Grant } from '../../auth/access'
import { grants } from '../../auth/table'
import type { Db } from '../../db'
import { and, asc, eq, inArray } from '../../db/columns'
import { knowledge } from '../knowledge/table'
import { models } from '../models/table'

export interface Granted {
  /** A noun: `model`, `knowledge`. */
  resource: string
  id: string
  name: string
  verbs: Grant['verb'][]
}

/** How the things of a noun are called; a noun that can be shared has a line here. */
const TITLES: Record<string, (db: Db, ids: string[]) => Promise<{ id: string; name: string }[]>> = {
  knowledge: (db, ids) =>
    db
      .select({ id: knowledge.id, name: knowledge.name })
      .from(knowledge)
      .where(inArray(knowledge.id, ids)),
  model: (db, ids) =>
    db.select({ id: models.id, name: models.name }).from(models).where(inArray(models.id, ids)),
}

export async function grantedTo(db: Db, group_id: string): Promise<Granted[]> {
  const rows = await db
    .select()
    .from(grants)
    .where(and(eq(grants.principal, 'group'), eq(grants.principal_id, group_id)))
    .orderBy(asc(grants.resource), asc(grants.resource_id), asc(grants.verb))
  const found: Granted[] = []
  for (const [resource, given] of Map.groupBy(rows, row => row.resource)) {
    const things = Map.groupBy(given, row => row.resource_id)
    const titles = await TITLES[resource]?.(db, [...things.keys()])
    for (const [id, held] of things) {
      const name = titles?.find(title => title.id === id)?.name ?? id
      found.push({ resource, id, name, verbs: held.map(({ verb }) => verb) })
    }
  }
  return found
}
