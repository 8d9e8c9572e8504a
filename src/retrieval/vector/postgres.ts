// Vectors in PostgreSQL, by pgvector.
import type { House } from '../../config/house'
import type { Db } from '../../db'
import { sql } from '../../db/columns'
import type { Row } from '../../db/engine'
import { forget } from '../forget'
import type { Scope, VectorStore } from '.'
import { text } from './bytes'
import { answering, cellsHandler, lookAfter, lookAfterFile, sweepCells } from './cells/keep'
import { postgresCells, tableOf } from './cells/postgres'
import { type Extension, extension } from './extension'
import { patiently } from './patience'
import { scoped } from './scope'
import { TroubleError } from './trouble'

export function postgresVectors(house: House): VectorStore {
  const { db } = house
  return {
    async prepare() {
      if (!(await extension(db))) house.log.component('rag').warn(MISSING)
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
      const found = await needed(db)
      const indexes = await answering(house, generation.number, scope.knowledge)
      const lists = [exact(db, found, generation.number, query, scope, indexes, k, signal)]
      for (const id of indexes)
        lists.push(near(db, found, generation.number, id, query, scope, k, signal))
      const rows = (await Promise.all(lists)).flat()
      const scores = new Map(rows.map(([id, distance]) => [Number(id), -Number(distance)]))
      return [...scores]
        .map(([chunk_id, score]) => ({ chunk_id, score }))
        .sort((a, b) => b.score - a.score)
        .slice(0, k)
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

/**
 * What is in none of the indexes, one by one. The offset keeps the planner from comparing all vectors
 * of the database and sorting them first.
 */
function exact(
  db: Db,
  { type, inner }: Extension,
  generation: number,
  query: Float32Array,
  scope: Scope,
  indexes: number[],
  k: number,
  signal?: AbortSignal,
): Promise<Row[]> {
  const { sql: begin, params } = scoped('postgres', generation, scope)
  return patiently(
    db,
    `${begin}, rest as materialized (
        select first, last from scope where id not in (
          select set_id from cell_set where index_id in (
            select value::bigint from json_array_elements_text(?::json) as list (value))))
      select chunk_id, distance from rest cross join lateral (
        select chunk_id, embedding ${inner} ?::${type} as distance
        from chunk_vector where chunk_id between first and last offset 0) as compared
      order by distance limit ?`,
    [...params, JSON.stringify(indexes), text(query), k],
    signal,
  )
}

/** What HNSW looks at: more than is wanted, since some may have left the knowledge base. */
const LOOKED_AT = 400

/** What an index finds, as far as it is in the scope still. */
function near(
  db: Db,
  { type, inner }: Extension,
  generation: number,
  index: number,
  query: Float32Array,
  scope: Scope,
  k: number,
  signal?: AbortSignal,
): Promise<Row[]> {
  const { sql: begin, params } = scoped('postgres', generation, scope)
  return patiently(
    db,
    `${begin}, found as materialized (
        select chunk_id, set_id, embedding ${inner} ?::${type} as distance
        from ${tableOf(index)} order by embedding ${inner} ?::${type} limit ?)
      select chunk_id, distance from found where set_id in (select id from scope)
      order by distance limit ?`,
    [...params, text(query), text(query), Math.max(2 * k, LOOKED_AT), k],
    signal,
    [`set local hnsw.ef_search = ${LOOKED_AT}`],
  )
}

const MISSING =
  'PostgreSQL has no pgvector, so only words are searched. Install the extension "vector" in the database, then embed the files again.'

async function needed(db: Db): Promise<Extension> {
  const found = await extension(db)
  if (found) return found
  throw new TroubleError(MISSING)
}
