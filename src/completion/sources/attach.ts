// From names that a client sent to files and knowledge bases that its user may read at this moment.
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import type { Scope } from '../../retrieval/vector'
import type { FileRow } from '../../storage/table'
import { Refusal } from '../../utils/refusal'
import { readableAll } from '../../webui/files/access'
import { readable as readableBases } from '../../webui/knowledge/access'
import type { KnowledgeRow } from '../../webui/knowledge/table'
import { scopeOf } from '../../webui/retrieval/scope'
import type { Entry } from './entries'

/** What an entry stands for; nothing but text that came along when it names nothing. */
export interface Attached {
  entry: Entry
  files: FileRow[]
  knowledge: KnowledgeRow[]
}

/** What entries stand for. Throws the contract's 404 when one of them is another's, or nothing. */
export async function attach(house: House, me: Principal, entries: Entry[]): Promise<Attached[]> {
  const { attached, missing } = await attachLeft(house, me, entries)
  if (missing.length > 0) throw new Refusal(404, constants.NOT_FOUND)
  return attached
}

/** The same, where what is there no more, or closed to him by now, is only noted. */
export async function attachLeft(
  house: House,
  me: Principal,
  entries: Entry[],
): Promise<{ attached: Attached[]; missing: Entry[] }> {
  const seen = new Set<string>()
  const attached: Attached[] = []
  const missing: Entry[] = []
  for (const entry of entries) {
    const names = entry.names.filter(name => !seen.has(name))
    for (const name of names) seen.add(name)
    if (names.length === 0 && entry.text === undefined) continue
    const found = await look(house, me, { ...entry, names }).catch(whereGone)
    if (found) attached.push(found)
    else missing.push(entry)
  }
  return { attached, missing }
}

/** A file may go between two looks. */
function whereGone(error: unknown): undefined {
  if (error instanceof Refusal && error.status === 404) return undefined
  throw error
}

/** Nothing when one of the names is none of his. */
async function look(house: House, me: Principal, entry: Entry): Promise<Attached | undefined> {
  const scope: Scope = { files: [], knowledge: [] }
  for (const name of entry.names) {
    const { files, knowledge } = await scopeOf(house, me, [name])
    if (files.length + knowledge.length === 0) return undefined
    scope.files.push(...files)
    scope.knowledge.push(...knowledge)
  }
  const files = await readableAll(house, me, scope.files)
  const knowledge = await readableBases(house.db, me, [...new Set(scope.knowledge)])
  return { entry: { ...entry, source: named(entry, files, knowledge) }, files, knowledge }
}

/** Things are called what they are called here, not what a client says. */
function named({ source }: Entry, files: FileRow[], knowledge: KnowledgeRow[]): Entry['source'] {
  const [one] = [...files, ...knowledge]
  if (!one || files.length + knowledge.length > 1) return source
  const type = source.type ?? (knowledge.length > 0 ? 'collection' : 'file')
  return { ...source, type, id: source.id ?? one.id, name: one.name }
}
