// The index of a large knowledge base in PostgreSQL: its vectors once more, in a table with an HNSW index.
import type { House } from '../../../config/house'
import { extension } from '../extension'
import type { Cells } from './cells'

/** pgvector's limit for an index over whole floats; longer ones are compared one by one. */
const MOST_DIMENSIONS = 2000

/** The table of an index. */
export const tableOf = (id: number): string => `cell_vector_${id}`

export function postgresCells({ db }: House): Cells {
  const run = (statement: string) => db.engine.write(statement, [])
  return {
    close: () => undefined,
    async prepare({ id }, { dimension }) {
      const found = await extension(db)
      if (!found || !dimension) return false
      await run(`create table if not exists ${tableOf(id)} (
        chunk_id bigint primary key, set_id bigint not null,
        embedding ${found.type}(${dimension}) not null)`)
      return true
    },
    async put({ id }, sets, signal) {
      for (const set of sets) {
        signal.throwIfAborted()
        await db.engine.transact(async execute => {
          await execute(
            `insert into ${tableOf(id)} (chunk_id, set_id, embedding)
              select v.chunk_id, s.id, v.embedding from chunk_set s
              join chunk_vector v on v.chunk_id between s.first and s.last
              where s.id = ? on conflict do nothing`,
            [set],
          )
          await execute(
            'insert into cell_set (index_id, set_id) values (?, ?) on conflict do nothing',
            [id, set],
          )
        })
      }
    },
    async take({ id }, set) {
      await db.engine.transact(async execute => {
        await execute('delete from cell_set where index_id = ? and set_id = ?', [id, set])
        await execute(`delete from ${tableOf(id)} where set_id = ?`, [set])
      })
    },
    async finish({ id }, { dimension }) {
      const found = await extension(db)
      await run(`create index if not exists ${tableOf(id)}_set on ${tableOf(id)} (set_id)`)
      if (!found || !dimension || dimension > MOST_DIMENSIONS) return
      // Filled first: an index that is built at once is built in a fraction of the time.
      await run(`create index if not exists ${tableOf(id)}_near on ${tableOf(id)}
        using hnsw (embedding ${found.operators})`)
    },
    async destroy(id) {
      await db.engine.transact(async execute => {
        await execute(`drop table if exists ${tableOf(id)}`, [])
        await execute('delete from cell_set where index_id = ?', [id])
        await execute('delete from cell_index where id = ?', [id])
      })
    },
  }
}
