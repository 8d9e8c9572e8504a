// Vectors in SQLite: compared by sqlite-vec in the reader, or one by one where there is no sqlite-vec.
import type { House } from '../../config/house'
import { sql } from '../../db/columns'
import type { Param } from '../../db/engine'
import { forget } from '../forget'
import { reader } from '../reader'
import type { VectorStore } from '.'
import { bytes, cosine } from './bytes'
import { floats } from './scan'
import { scoped } from './scope'

export function sqliteVectors(house: House): VectorStore {
  return {
    prepare: async () => undefined,
    async add(tx, _generation, vectors) {
      const values = [...vectors].map(([id, vector]) => sql`(${id}, ${bytes(vector)})`)
      if (values.length === 0) return
      await tx.run(
        sql`insert into chunk_vector (chunk_id, embedding) values ${sql.join(values, sql`, `)}`,
      )
    },
    async remove(tx, ids) {
      await tx.run(sql`delete from chunk_vector where chunk_id in ${ids}`)
    },
    async nearest(generation, query, scope, k, signal) {
      const { sql: begin, params } = scoped('sqlite', generation.number, scope)
      const among = {
        begin,
        from: 'scope cross join chunk_vector on chunk_id between first and last',
        params,
      }
      const rows = await distances(house, query, among, k, signal)
      return rows.map(([chunk_id, distance]) => ({ chunk_id, score: cosine(distance) }))
    },
    async scores(_generation, query, ids, signal) {
      const among = {
        begin: '',
        from: 'chunk_vector where chunk_id in (select value from json_each(?))',
        params: [JSON.stringify(ids)],
      }
      const rows = await distances(house, query, among, ids.length, signal)
      return new Map(rows.map(([id, distance]) => [id, cosine(distance)]))
    },
    async read(ids) {
      const rows = await house.db.values<[Uint8Array]>(
        sql`select embedding from chunk_vector where chunk_id in ${ids}`,
      )
      return rows.map(([embedding]) => floats(embedding))
    },
    changed: async () => undefined,
    replaced: async () => undefined,
    drop: generation => forget(house.db, generation.number),
  }
}

/** Rows of `chunk_vector`, and what a statement over them begins with. */
interface Among {
  begin: string
  from: string
  params: Param[]
}

/** The ids of the nearest and how far they are, nearest first. */
async function distances(
  house: House,
  query: Float32Array,
  { begin, from, params }: Among,
  k: number,
  signal?: AbortSignal,
): Promise<[number, number][]> {
  const worker = reader(house)
  if (await worker.hasVectors()) {
    const text = `${begin} select chunk_id, vec_distance_L2(embedding, ?) as distance
      from ${from} order by distance limit ?`
    // The distance stands before the rest of the statement, but after its beginning.
    const all = begin ? [...params, bytes(query), k] : [bytes(query), ...params, k]
    return (await worker.rows(text, all, signal)) as [number, number][]
  }
  const text = `${begin} select chunk_id as id, embedding from ${from}`
  return worker.ask({ kind: 'scan', sql: text, params, query: bytes(query), k }, signal)
}
