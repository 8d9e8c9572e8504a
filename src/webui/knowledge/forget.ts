// Takes a knowledge base that goes out of the models that refer to it.
import type { Tx } from '../../db'
import * as Models from '../models/store'

/** Gives whether any model was changed. */
export async function forget(tx: Tx, knowledge_id: string): Promise<boolean> {
  let changed = false
  for (const { id, meta } of await Models.all(tx)) {
    if (!Array.isArray(meta.knowledge)) continue
    const kept = meta.knowledge.flatMap(item => without(item, knowledge_id))
    if (Bun.deepEquals(kept, meta.knowledge)) continue
    await Models.update(tx, id, { meta: { ...meta, knowledge: kept } })
    changed = true
  }
  return changed
}

interface Item {
  id?: unknown
  collection_name?: unknown
  collection_names?: unknown
}

/** Old clients name bases as collections, several in one entry. */
function without(item: unknown, gone: string): unknown[] {
  if (typeof item !== 'object' || item === null) return [item]
  const { id, collection_name, collection_names }: Item = item
  if (id === gone || collection_name === gone) return []
  if (!Array.isArray(collection_names) || !collection_names.includes(gone)) return [item]
  const names = collection_names.filter(name => name !== gone)
  return names.length > 0 ? [{ ...item, collection_names: names }] : []
}
