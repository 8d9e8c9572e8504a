// The indexes of large knowledge bases, and which readings are in them.
import type { House } from '../../../config/house'
import { integer, table, text, time } from '../../../db/columns'
import type { Param, Row } from '../../../db/engine'
import { reader } from '../../reader'

export const cellIndexes = table('cell_index', {
  id: integer().primaryKey(),
  generation: integer().notNull(),
  knowledge_id: text().notNull(),
  /** `new` until everything is in it; `gone` when it is to be taken away. */
  state: text().$type<'new' | 'live' | 'gone'>().notNull(),
  /** Passages when it was laid out. */
  trained: integer().notNull(),
  created_at: time().notNull(),
})

export type CellIndex = typeof cellIndexes.$inferSelect

/** These look at every file of a large knowledge base: off the event loop. */
const read = (house: House, sql: string, params: Param[]): Promise<Row[]> =>
  house.db.kind === 'sqlite' ? reader(house).rows(sql, params) : house.db.engine.read(sql, params)

const HELD = `from knowledge_file k join chunk_set s on s.file_id = k.file_id
  where k.knowledge_id = ? and s.generation = ? and s.state = 'live'`

export async function passagesIn(
  house: House,
  generation: number,
  knowledge_id: string,
): Promise<number> {
  const count = `select coalesce(sum(s.last - s.first + 1), 0) ${HELD}`
  const [row] = await read(house, count, [knowledge_id, generation])
  return Number(row?.[0])
}

/** Some readings of the knowledge base that are not in its index, of about so many passages. */
export async function setsOutside(
  house: House,
  { id, generation, knowledge_id }: CellIndex,
  most: number,
): Promise<{ sets: number[]; passages: number }> {
  const rows = await read(
    house,
    `select s.id, s.last - s.first + 1 ${HELD}
      and not exists (select 1 from cell_set where index_id = ? and set_id = s.id)
      order by s.id limit 500`,
    [knowledge_id, generation, id],
  )
  const sets: number[] = []
  let passages = 0
  for (const [set, size] of rows) {
    if (passages > 0 && passages + Number(size) > most) break
    sets.push(Number(set))
    passages += Number(size)
  }
  return { sets, passages }
}

/** Readings in the index that the knowledge base has no more. */
export async function setsTooMany(
  house: House,
  { id, generation, knowledge_id }: CellIndex,
): Promise<number[]> {
  const rows = await read(
    house,
    `select set_id from cell_set where index_id = ? and set_id not in (select s.id ${HELD})`,
    [id, knowledge_id, generation],
  )
  return rows.map(([set]) => Number(set))
}
