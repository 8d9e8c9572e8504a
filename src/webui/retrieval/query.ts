// Questions to collections, each of which stands for something that the caller may read.
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { inArray } from '../../db/columns'
import { type Passage, search } from '../../retrieval/search'
import { originOf } from '../../retrieval/web'
import { type FileRow, files } from '../../storage/table'
import { slices } from '../../utils/batches'
import type { CollectionForm, DocForm } from './schema'
import { scopeOf } from './scope'

type Asked = Omit<typeof CollectionForm._output, 'collection_names'>

/**
 * The contract's lists in a list; `distances` are cosine distances, the nearer the smaller, and of
 * passages that only their words found what their score comes to. `trouble`, which the contract does
 * not know, is there only when a part of the search failed.
 */
export async function ask(
  house: House,
  me: Principal,
  names: string[],
  { query, k, r, hybrid }: Asked,
  signal: AbortSignal,
) {
  const scope = await scopeOf(house, me, names)
  const { passages, trouble } = await search(house, {
    queries: [query],
    scope,
    signal,
    ...(k && { k }),
    ...(typeof r === 'number' && { threshold: r }),
    ...(typeof hybrid === 'boolean' && { hybrid }),
  })
  return {
    ids: [passages.map(({ chunk_id }) => String(chunk_id))],
    distances: [passages.map(({ vector, score }) => 1 - (vector?.score ?? score))],
    documents: [passages.map(({ text }) => text)],
    metadatas: [await metadataOf(house, passages)],
    ...(trouble.length > 0 && { trouble }),
  }
}

/** What the contract's clients read beside a passage; the source of words from the web is their address. */
async function metadataOf({ db }: House, passages: Passage[]) {
  const ids = [...new Set(passages.map(({ file_id }) => file_id))]
  const rows: FileRow[] = []
  for (const some of slices(ids))
    rows.push(...(await db.select().from(files).where(inArray(files.id, some))))
  const known = new Map(rows.map(row => [row.id, row]))
  return passages.map(({ file_id, name, page, start, score, embedder }) => {
    const file = known.get(file_id)
    const web = file && originOf(file, page)
    return {
      file_id,
      name: web?.name ?? name,
      source: web?.url ?? name,
      ...(file && { created_by: file.user_id, hash: file.text_hash }),
      start_index: start,
      embedding_config: JSON.stringify(embedder),
      score,
      ...(page !== null && { page: page - 1 }),
    }
  })
}

export const askOne = (
  house: House,
  me: Principal,
  { collection_name, ...asked }: typeof DocForm._output,
  signal: AbortSignal,
) => ask(house, me, [collection_name], asked, signal)

/** The contract's answer for several has no ids. */
export async function askSome(
  house: House,
  me: Principal,
  { collection_names, ...asked }: typeof CollectionForm._output,
  signal: AbortSignal,
) {
  const { ids: _, ...answer } = await ask(house, me, collection_names, asked, signal)
  return answer
}
