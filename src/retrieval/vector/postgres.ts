// Vectors in PostgreSQL, by pgvector.
import type { House } from '../../config/house'
import type { Db } from '../../db'
import { sql } from '../../db/columns'
import { forget } from '../forget'
import type { VectorStore } from '.'
import { text } from './bytes'
import { cellsHandler, lookAfter, lookAfterFile, sweepCells } from './cells/keep'
import { postgresCells } from './cells/postgres'
import { type Extension, extension } from './extension'
import { patiently } from './patience'
import { scoped } from './scope'
import { TroubleError } from './trouble'

export function postgresVectors(house: House): VectorStore {
  const { db } = house
  return {
    async prepare() {
      await extension(db)
    },
    async add(tx, _generation, vectors) {
      const found = await extension(db)
      if (!found || vectors.size === 0) return
      const type = sql.raw(found.type)
      const values = [...vectors].map(([id, vector]) => sql`(${id}, ${text(vector)}::${type})`)
      await tx.run(
        sql`insert into chunk_vector (chunk_id, embedding) values ${sql.join(values, sql`, `)}`,
      )
    },
    async remove(tx, ids) {
      if (await extension(db)) await tx.run(sql`delete from chunk_vector where chunk_id in ${ids}`)
    },
    async nearest(generation, query, scope, k, signal) {
      const { type, inner } = await needed(db)
      const { sql: begin, params } = scoped('postgres', generation.number, scope)
      const rows = await patiently(
        db,
        `${begin} select chunk_id, embedding ${inner} ?::${type} as distance
          from scope join chunk_vector on chunk_id between first and last
          order by distance limit ?`,
        [...params, text(query), k],
        signal,
      )
      return rows.map(([id, distance]) => ({ chunk_id: Number(id), score: -Number(distance) }))
    },
    async scores(_generation, query, ids, signal) {
      const { type, inner } = await needed(db)
      const list = 'select value::bigint from json_array_elements_text(?::json) as list (value)'
      const rows = await patiently(
        db,
        `select chunk_id, embedding ${inner} ?::${type} from chunk_vector
          where chunk_id in (${list})`,
        [text(query), JSON.stringify(ids)],
        signal,
      )
      return new Map(rows.map(([id, distance]) => [Number(id), -Number(distance)]))
    },
    async read(ids) {
      const rows = await db.values<[string]>(
        sql`select embedding::text from chunk_vector where chunk_id in ${ids}`,
      )
      return rows.map(([embedding]) => Float32Array.from(JSON.parse(embedding) as number[]))
    },
    changed: ({ number }, knowledge_id) => lookAfter(house, number, knowledge_id),
    replaced: ({ number }, file_id) => lookAfterFile(house, number, file_id),
    handler: () => cellsHandler(house, postgresCells),
    sweep: signal => sweepCells(house, postgresCells, signal),
    drop: generation => forget(db, generation.number),
  }
}

async function needed(db: Db): Promise<Extension> {
  const found = await extension(db)
  if (found) return found
  throw new TroubleError(
    'PostgreSQL has no pgvector, so only words are searched. Install the extension "vector" in the database, then embed the files again.',
  )
}
