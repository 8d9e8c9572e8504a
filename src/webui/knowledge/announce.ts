// Tells those whom a knowledge base concerns, and the index, that it changed.
import type { House } from '../../config/house'
import { building, live } from '../../retrieval/generations'
import { vectors } from '../../retrieval/vector'
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

/** The same when files came or went. */
export async function announceFiles(
  house: House,
  base: Pick<Base, 'id' | 'user_id' | 'grants'>,
  action: 'changed' | 'deleted' = 'changed',
): Promise<void> {
  tellIndex(house, base.id)
  await announce(house, [base], action)
}

/** A large base has an index of its own to keep, which nobody waits for. */
export const tellIndex = (house: House, knowledge_id: string): void =>
  void index(house, knowledge_id).catch(err =>
    house.log.component('rag').error({ err, knowledge_id }, 'the index was not told'),
  )

async function index(house: House, knowledge_id: string): Promise<void> {
  const generations = [await live(house), await building(house.db)]
  for (const generation of generations)
    if (generation) await vectors(house).changed(generation, knowledge_id)
}
