// Another embedder: all files are read into a second generation beside the live one, which answers until it is whole.
import type { House } from '../config/house'
import { transaction } from '../db'
import { and, eq, notInArray, type SQL, sql } from '../db/columns'
import type { Handler, Work } from '../db/job-runner'
import { enqueue, type Job, latest } from '../db/jobs'
import { files, fileTexts } from '../storage/table'
import { chosenEmbedder, EmbedError } from './embed'
import * as Generations from './generations'
import { jobRunner } from './jobs'
import { readInto } from './passages'
import { IndexChanged } from './schema'
import { chunkSets, type Generation } from './table'
import { vectors } from './vector'

/** The job's kind; its subject is the number of the generation. */
export const REINDEX = 'reindex'

/** How the index stands: who embeds, who is to, and how far the change has come. */
export interface IndexState {
  live: Generation | null
  building: Generation | null
  job: Job | null
}

export async function indexState(house: House): Promise<IndexState> {
  const live = (await Generations.current(house.db, 'live')) ?? null
  const building = (await Generations.building(house.db)) ?? null
  const job = building ? ((await latest(house.db, REINDEX, String(building.number))) ?? null) : null
  return { live, building, job }
}

/**
 * Begins to read everything anew by the embedder that the settings name; one that is under way by
 * another embedder is given up, one by the same goes on, again when it had failed.
 */
export async function reindex(house: House): Promise<void> {
  const { db } = house
  await Generations.live(house)
  const chosen = chosenEmbedder(house)
  const under = await Generations.building(db)
  if (under && !Generations.isOf(under, chosen)) await giveUp(house, under)
  await Generations.begin(db, 'building', chosen)
  const building = await Generations.building(db)
  if (building) await enqueue(db, { kind: REINDEX, subject: String(building.number) })
  tell(house)
}

/** Stops it; what answers now goes on answering. */
export async function stopReindex(house: House): Promise<void> {
  const building = await Generations.building(house.db)
  if (building) await giveUp(house, building)
  tell(house)
}

async function giveUp(house: House, building: Generation): Promise<void> {
  await jobRunner(house).cancel(REINDEX, String(building.number))
  await Generations.retire(house.db, building.number)
  await vectors(house).drop(building)
}

/** Begins or ends the change when the settings name another embedder than before. */
export async function followEmbedder(house: House): Promise<void> {
  const live = await Generations.current(house.db, 'live')
  if (!live) return
  const building = await Generations.building(house.db)
  const chosen = chosenEmbedder(house)
  if (!Generations.isOf(live, chosen)) {
    if (!building || !Generations.isOf(building, chosen)) await reindex(house)
  } else if (building) await stopReindex(house)
}

const tell = ({ bus }: House): void => bus.publish(IndexChanged, {})

/** How the house does it. */
export const reindexHandler = (house: House): Handler => ({
  width: 1,
  run: work => build(house, work),
  tell: () => tell(house),
  passing: error => error instanceof EmbedError,
  words: error => (error instanceof EmbedError ? error.message : undefined),
})

/** Reads what is missing until nothing is, then lets the new generation answer. */
async function build(house: House, { job, signal, progress }: Work): Promise<void> {
  const number = Number(job.subject)
  /** Files without words have no passages in any generation. */
  const empty = new Set<string>()
  for (;;) {
    const generation = await Generations.byNumber(house.db, number)
    if (generation?.state !== 'building') return
    const { missing, total, done } = await left(house, number, empty)
    progress('reindexing', done, total)
    if (missing.length === 0 && (await takeOver(house, number, empty))) return finish(house)
    for (const [n, id] of missing.entries()) {
      signal.throwIfAborted()
      progress('reindexing', done + n, total)
      const count = await readInto(house, generation, id, { signal, progress: () => undefined })
      if (count === 0) empty.add(id)
    }
  }
}

/** Ids looked for at a time. */
const STEP = 500

const isMissing = (number: number, empty: ReadonlySet<string>): SQL | undefined =>
  and(
    sql`exists (select 1 from ${fileTexts} where ${fileTexts.file_id} = ${files.id})`,
    sql`not exists (select 1 from ${chunkSets} where ${chunkSets.file_id} = ${files.id}
      and ${chunkSets.generation} = ${number} and ${chunkSets.state} = 'live')`,
    empty.size > 0 ? notInArray(files.id, [...empty].slice(-STEP)) : undefined,
  )

async function left({ db }: House, number: number, empty: ReadonlySet<string>) {
  const rows = await db
    .select({ id: files.id })
    .from(files)
    .where(isMissing(number, empty))
    .orderBy(files.id)
    .limit(STEP)
  const counted = await db
    .select({
      total: sql<number>`count(*)`,
      missing: sql<number>`sum(case when ${isMissing(number, empty)} then 1 else 0 end)`,
    })
    .from(files)
    .where(sql`exists (select 1 from ${fileTexts} where ${fileTexts.file_id} = ${files.id})`)
    .get()
  const total = Number(counted?.total ?? 0)
  const done = total - Number(counted?.missing ?? 0)
  const missing = rows.map(({ id }) => id).filter(id => !empty.has(id))
  return { missing, total: Math.max(total, missing.length), done }
}

/** False when a file has come meanwhile. */
const takeOver = ({ db }: House, number: number, empty: ReadonlySet<string>): Promise<boolean> =>
  transaction(db, async tx => {
    const late = await tx
      .select({ id: files.id })
      .from(files)
      .where(isMissing(number, empty))
      .limit(STEP)
    return late.every(({ id }) => empty.has(id)) && Generations.swap(tx, number)
  })

async function finish(house: House): Promise<void> {
  for (const old of await Generations.retired(house.db)) await vectors(house).drop(old)
  tell(house)
}

/** Forgets generations of which the sweep has left nothing. */
export async function forgetRetired({ db }: House): Promise<void> {
  for (const { number } of await Generations.retired(db)) {
    const some = await db
      .select({ id: chunkSets.id })
      .from(chunkSets)
      .where(eq(chunkSets.generation, number))
      .limit(1)
      .get()
    if (!some) await Generations.remove(db, number)
  }
}
