// Which files and knowledge bases a collection's name stands for.
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { and, eq, sql } from '../../db/columns'
import type { Scope } from '../../retrieval/vector'
import { files } from '../../storage/table'
import { Refusal } from '../../utils/refusal'
import { readableAll } from '../files/access'
import { readable } from '../knowledge/access'

const isMissing = (error: unknown): boolean =>
  error instanceof Refusal && error.detail === constants.NOT_FOUND

/** Throws nothing: of a name that is none of his the scope has nothing. */
export async function scopeOf(house: House, me: Principal, names: string[]): Promise<Scope> {
  const scope: Scope = { files: [], knowledge: [] }
  for (const name of names) {
    if (name.startsWith('file-')) {
      const files = await readableAll(house, me, [name.slice(5)]).catch(error => {
        if (isMissing(error)) return []
        throw error
      })
      scope.files.push(...files.map(({ id }) => id))
    } else {
      const bases = await readable(house.db, me, [name])
      scope.knowledge.push(...bases.map(({ id }) => id))
      if (bases.length === 0) scope.files.push(...(await named(house, me, name)))
    }
  }
  return scope
}

/** The user's own files of pages and texts under that name of the contract. */
async function named({ db }: House, { user }: Principal, name: string): Promise<string[]> {
  if (!/^[\da-f]{63,64}$/.test(name)) return []
  const rows = await db
    .select({ id: files.id })
    .from(files)
    .where(
      and(eq(files.user_id, user.id), sql`${files.meta} like ${`%"collection_name":"${name}"%`}`),
    )
  return rows.map(({ id }) => id)
}
