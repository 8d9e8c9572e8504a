// Keeps the index of a large knowledge base: makes it, follows what comes and goes, takes it away.
import type { House } from '../../../config/house'
import type { Tx } from '../../../db'
import { and, eq, inArray, ne, sql } from '../../../db/columns'
import type { Handler, Work } from '../../../db/job-runner'
import { enqueue } from '../../../db/jobs'
import { type Generation, generations, knowledgeFiles } from '../../table'
import type { Cells } from './cells'
import { type CellIndex, cellIndexes, passagesIn, setsOutside, setsTooMany } from './table'

/** It is laid out anew when the knowledge base has grown or shrunk by so much. */
const GROWTH = 4
/** Passages that are sorted at a time. */
const PORTION = 4096

/** From so many passages on a knowledge base has an index; fewer are compared one by one in time. */
const large = ({ config }: House): number => config.get('rag.index_from')

/** The job's kind; its subject is the knowledge base. */
export const CELLS = 'cells'

/** Has the index looked after, where there is one or should be. */
export async function lookAfter(
  house: House,
  generation: number,
  knowledge_id: string,
): Promise<void> {
  const [index] = await cellsOf(house, generation, knowledge_id)
  const wanted =
    index !== undefined || (await passagesIn(house, generation, knowledge_id)) >= large(house)
  if (wanted) await enqueue(house.db, { kind: CELLS, subject: knowledge_id })
}

/** The same for every knowledge base that holds a file. */
export async function lookAfterFile(
  house: House,
  generation: number,
  file_id: string,
): Promise<void> {
  const holders = await house.db
    .select({ id: knowledgeFiles.knowledge_id })
    .from(knowledgeFiles)
    .where(eq(knowledgeFiles.file_id, file_id))
  for (const { id } of holders) await lookAfter(house, generation, id)
}

/** The same for every knowledge base whose index has a reading that goes. */
export async function lookAfterSet(tx: Tx, set: number): Promise<void> {
  const holders = await tx.values<[string]>(
    sql`select distinct knowledge_id from cell_index where state <> 'gone' and exists (
      select 1 from cell_set where index_id = cell_index.id and set_id = ${set})`,
  )
  for (const [subject] of holders) await enqueue(tx, { kind: CELLS, subject })
}

/** How the house keeps its indexes; `open` makes what does it. */
export const cellsHandler = (house: House, open: (house: House) => Cells): Handler => ({
  width: 1,
  async run(work) {
    const current = await house.db
      .select()
      .from(generations)
      .where(ne(generations.state, 'retired'))
    const cells = open(house)
    try {
      for (const generation of current) {
        await keep(house, cells, generation, work)
        work.signal.throwIfAborted()
      }
    } finally {
      cells.close()
    }
  },
})

const cellsOf = ({ db }: House, generation: number, knowledge_id: string): Promise<CellIndex[]> =>
  db
    .select()
    .from(cellIndexes)
    .where(
      and(
        eq(cellIndexes.generation, generation),
        eq(cellIndexes.knowledge_id, knowledge_id),
        ne(cellIndexes.state, 'gone'),
      ),
    )

/** Ids of the indexes that answer for these knowledge bases. */
export async function answering(
  { db }: House,
  generation: number,
  knowledge: string[],
): Promise<number[]> {
  if (knowledge.length === 0) return []
  const rows = await db
    .select({ id: cellIndexes.id })
    .from(cellIndexes)
    .where(
      and(
        eq(cellIndexes.generation, generation),
        inArray(cellIndexes.knowledge_id, knowledge),
        eq(cellIndexes.state, 'live'),
      ),
    )
  return rows.map(({ id }) => id)
}

async function keep(house: House, cells: Cells, generation: Generation, work: Work): Promise<void> {
  const knowledge_id = work.job.subject
  const total = await passagesIn(house, generation.number, knowledge_id)
  const there = await cellsOf(house, generation.number, knowledge_id)
  const fits = ({ trained }: CellIndex) => total < trained * GROWTH && total * GROWTH > trained
  // One that is too small by a little is kept, or it would come and go.
  const index = total * 2 < large(house) ? undefined : there.find(fits)
  const own =
    index ??
    (total >= large(house) ? await make(house, generation, knowledge_id, total) : undefined)
  if (own && (await cells.prepare(own, generation, work.signal))) {
    await fill(house, cells, own, total, work)
    if (own.state === 'new') await cells.finish(own, generation)
    await mark(house, own, 'live')
  } else if (own) await mark(house, own, 'gone')
  for (const old of there.filter(({ id }) => id !== own?.id)) await mark(house, old, 'gone')
}

async function make(
  { db }: House,
  { number }: Generation,
  knowledge_id: string,
  trained: number,
): Promise<CellIndex> {
  const now = Date.now()
  // The query layer would write a null for the number, which PostgreSQL does not take.
  const [row] = await db.values<[number]>(
    sql`insert into cell_index (generation, knowledge_id, state, trained, created_at)
      values (${number}, ${knowledge_id}, 'new', ${trained}, ${now}) returning id`,
  )
  if (!row) throw new Error('an index could not be noted')
  const id = Number(row[0])
  return { id, generation: number, knowledge_id, state: 'new', trained, created_at: now }
}

const mark = ({ db }: House, { id }: CellIndex, state: CellIndex['state']): Promise<unknown> =>
  db.update(cellIndexes).set({ state }).where(eq(cellIndexes.id, id))

/** Puts in what is missing and takes out what is no more there. */
async function fill(
  house: House,
  cells: Cells,
  index: CellIndex,
  total: number,
  { signal, progress }: Work,
): Promise<void> {
  for (const set of await setsTooMany(house, index)) {
    signal.throwIfAborted()
    await cells.take(index, set, signal)
  }
  let done = 0
  for (;;) {
    const { sets, passages } = await setsOutside(house, index, PORTION)
    if (sets.length === 0) return
    signal.throwIfAborted()
    await cells.put(index, sets, signal)
    done += passages
    progress('sorting', done, total)
  }
}

/** Takes away indexes whose generation or knowledge base went, and those that others replaced. */
export async function sweepCells(
  house: House,
  open: (house: House) => Cells,
  signal: AbortSignal,
): Promise<void> {
  const gone = await house.db.engine.read(
    `select id from cell_index
      where state = 'gone' or knowledge_id not in (select id from knowledge)
        or generation not in (select number from generation where state <> 'retired')`,
    [],
  )
  if (gone.length === 0) return
  const cells = open(house)
  try {
    for (const [id] of gone) if (!signal.aborted) await cells.destroy(Number(id), signal)
  } finally {
    cells.close()
  }
}
