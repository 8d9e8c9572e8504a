// Vectors in SQLite: compared by sqlite-vec in the reader, or one by one where there is no sqlite-vec.
import type { House } from '../../config/house'
import { sql } from '../../db/columns'
import type { Param } from '../../db/engine'
import { forget } from '../forget'
import { reader } from '../reader'
import type { Generation } from '../table'
import type { Scope, VectorStore } from '.'
import { bytes, cosine } from './bytes'
import { answering, cellsHandler, lookAfter, lookAfterFile, sweepCells } from './cells/keep'
import { sqliteCells } from './cells/sqlite'
import { floats } from './scan'
import { type Scoped, scoped } from './scope'

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
      const rows = await nearest(house, generation, query, scope, k, signal)
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
    changed: ({ number }, knowledge_id) => lookAfter(house, number, knowledge_id),
    replaced: ({ number }, file_id) => lookAfterFile(house, number, file_id),
    handler: () => cellsHandler(house, sqliteCells),
    drop: ({ number }) => forget(house.db, number),
    sweep: signal => sweepCells(house, sqliteCells, signal),
  }
}

/** Ids with how far they are; the index's share is compared exactly once it is found. */
async function nearest(
  house: House,
  { number }: Generation,
  query: Float32Array,
  scope: Scope,
  k: number,
  signal?: AbortSignal,
): Promise<[number, number][]> {
  const within = scoped('sqlite', number, scope)
  const indexes = await answering(house, number, scope.knowledge)
  const exact = await distances(house, query, outside(within, indexes), k, signal)
  if (indexes.length === 0) return exact
  const worker = reader(house)
  const near = await worker.ask<[number, number][]>(
    {
      kind: 'look',
      indexes,
      query: bytes(query),
      k: Math.max(MORE * k, LEAST),
      library: await worker.hasVectors(),
    },
    signal,
  )
  const ids = near.map(([id]) => id)
  const found = await distances(house, query, those(within, ids), k, signal)
  const all = new Map([...exact, ...found])
  return [...all].sort(([, a], [, b]) => a - b).slice(0, k)
}

/** The cells know vectors by one byte a number: more are taken than are wanted, and compared again. */
const MORE = 3
const LEAST = 300

/** What is in none of the indexes. */
function outside({ sql: begin, params }: Scoped, indexes: number[]): Among {
  const all = {
    begin,
    from: 'scope cross join chunk_vector on chunk_id between first and last',
    params,
  }
  if (indexes.length === 0) return all
  return {
    begin: `${begin}, rest as materialized (
      select first, last from scope where id not in (
        select set_id from cell_set where index_id in (select value from json_each(?))))`,
    from: 'rest cross join chunk_vector on chunk_id between first and last',
    params: [...params, JSON.stringify(indexes)],
  }
}

/** Those of the passages that are in the scope still. */
function those({ sql: begin, params }: Scoped, ids: number[]): Among {
  return {
    begin: `${begin}, wanted as materialized (
      select value as id from json_each(?) where (
        select set_id from chunk where chunk.id = value) in (select id from scope))`,
    from: 'wanted cross join chunk_vector on chunk_id = wanted.id',
    params: [...params, JSON.stringify(ids)],
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
