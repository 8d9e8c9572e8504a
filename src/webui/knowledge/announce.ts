// Tells those whom a knowledge base concerns, and the index, that it changed.
import type { House } from '../../config/house'
import { KnowledgeChanged } from './schema'
import { audience, type Base } from './store'

/**
 * Tells everybody who sees one of these: a base as it is, and as it was where it is shared otherwise
 * now. Strangers do not hear of it.
 */
export async function announce(
  { db, bus }: House,
  bases: Pick<Base, 'id' | 'user_id' | 'grants'>[],
  action: 'changed' | 'deleted' = 'changed',
): Promise<void> {
  const knowledge_id = bases[0]?.id
  if (knowledge_id === undefined) return
  const seen = await Promise.all(bases.map(base => audience(db, base)))
  const all = seen.some(people => people === null)
  const people = all ? [null] : [...new Set(seen.flatMap(some => some ?? []))]
  for (const user_id of people) bus.publish(KnowledgeChanged, { knowledge_id, action, user_id })
}
