// Which files and knowledge bases a collection's name stands for.
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import type { Scope } from '../../retrieval/vector'
import { Refusal } from '../../utils/refusal'
import { readableAll } from '../../webui/files/access'
import { readable } from '../../webui/knowledge/access'

const isMissing = (error: unknown): boolean =>
  error instanceof Refusal && error.detail === constants.NOT_FOUND

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
    }
  }
  return scope
}
