// The index of a large knowledge base in SQLite: its vectors once more, sorted into cells of neighbours.
import type { House } from '../../../config/house'
import { type Tx, transaction } from '../../../db'
import { sql } from '../../../db/columns'
import { breathe } from '../../../utils/batches'
import { MINUTE } from '../../../utils/time'
import { openReader } from '../../reader'
import { ROOM, type Sorted } from './build'
import type { Cells } from './cells'
import type { CellIndex } from './table'

/** Rows written in one turn of the write queue. */
const BATCH = 100
/** Middles of a million vectors take half a minute to find, on a machine that does other things too. */
const PATIENCE_MS = 30 * MINUTE

export function sqliteCells(house: House): Cells {
  const { db } = house
  // A worker of its own, so that no search waits for it.
  const worker = openReader(house, PATIENCE_MS)
  return {
    close: () => worker.close(),
    async prepare({ id, generation, knowledge_id, trained }, _generation, signal) {
      const [laid] = await db.engine.read('select 1 from cell where index_id = ? limit 1', [id])
      if (laid) return true
      const cells = Math.round(Math.sqrt(trained))
      const question = { kind: 'lay out', generation, knowledge_id, cells } as const
      const middles = await worker.ask<Uint8Array[]>(question, signal)
      await transaction(db, async tx => {
        for (const middle of middles) {
          await tx.run(
            sql`insert into cell (index_id, centroid, size) values (${id}, ${middle}, 0)`,
          )
        }
      })
      return middles.length > 0
    },
    async put(index, sets, signal) {
      // What a crash left half done.
      for (const set of sets) await remove(house, index.id, set, signal)
      const sorted = await worker.ask<Sorted>({ kind: 'sort', index: index.id, sets }, signal)
      await write(house, sorted, signal)
      await transaction(db, async tx => {
        for (const set of sets) {
          await tx.run(sql`insert into cell_set (index_id, set_id) values (${index.id}, ${set})
            on conflict (index_id, set_id) do nothing`)
        }
        await count(tx, sizes(sorted), 1)
      })
    },
    async take({ id }, set, signal) {
      const own = Math.abs(set)
      // Less than zero it is out for searches, and still known when this is cut short.
      await db.run(sql`update or replace cell_set set set_id = ${-own}
        where index_id = ${id} and set_id = ${own}`)
      await remove(house, id, own, signal, true)
      signal.throwIfAborted()
      await db.run(sql`delete from cell_set where index_id = ${id} and set_id = ${-own}`)
    },
    finish: async () => undefined,
    async destroy(id, signal) {
      await remove(house, id, null, signal)
      if (signal.aborted) return
      await transaction(db, async tx => {
        await tx.run(sql`delete from cell_set where index_id = ${id}`)
        await tx.run(sql`delete from cell where index_id = ${id}`)
        await tx.run(sql`delete from cell_index where id = ${id}`)
      })
    },
  }
}

async function write(house: House, sorted: Sorted, signal: AbortSignal): Promise<void> {
  const { ids, sets, chunks, bytes } = sorted
  const size = bytes.length / Math.max(ids.length, 1)
  for (let at = 0; at < ids.length; at += BATCH) {
    signal.throwIfAborted()
    const values = ids.slice(at, at + BATCH).map((id, n) => {
      const vector = bytes.subarray((at + n) * size, (at + n + 1) * size)
      return sql`(${id}, ${sets[at + n]}, ${chunks[at + n]}, ${vector})`
    })
    await house.db.run(
      sql`insert into cell_vector (id, set_id, chunk_id, embedding) values ${sql.join(values, sql`, `)}`,
    )
    await breathe()
  }
}

function sizes({ ids }: Pick<Sorted, 'ids'>): Map<number, number> {
  const found = new Map<number, number>()
  for (const id of ids) {
    const cell = Math.floor(id / ROOM)
    found.set(cell, (found.get(cell) ?? 0) + 1)
  }
  return found
}

async function count(tx: Tx, cells: Map<number, number>, sign: 1 | -1): Promise<void> {
  for (const [cell, size] of cells) {
    await tx.run(sql`update cell set size = size + ${sign * size} where id = ${cell}`)
  }
}

/** Takes the rows of a reading, or all, out of an index, a little at a time; its cells have numbers in a row. `counted` when cells have counted them. */
async function remove(
  { db }: House,
  index: CellIndex['id'],
  set: number | null,
  signal: AbortSignal,
  counted = false,
): Promise<void> {
  const [row] = await db.engine.read('select min(id), max(id) from cell where index_id = ?', [
    index,
  ])
  if (!row || row[0] === null) return
  const [first, last] = [Number(row[0]) * ROOM, (Number(row[1]) + 1) * ROOM]
  // The plus keeps SQLite from looking through the range rather than at the reading.
  const which =
    set === null
      ? sql`id >= ${first} and id < ${last}`
      : sql`set_id = ${set} and +id >= ${first} and +id < ${last}`
  for (;;) {
    const gone = await transaction(db, async tx => {
      const rows = await tx.values<[number]>(sql`delete from cell_vector where id in (
        select id from cell_vector where ${which} limit ${BATCH}) returning id`)
      const ids = rows.map(([id]) => Number(id))
      if (counted) await count(tx, sizes({ ids }), -1)
      return ids.length
    })
    if (gone < BATCH || signal.aborted) return
    await breathe()
  }
}
