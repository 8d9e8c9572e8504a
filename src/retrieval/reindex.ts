// Another embedder: all files are read into a second generation beside the live one, which answers until it is whole.
import type { House } from '../config/house'
import { type Db, type Tx, transaction } from '../db'
import { and, asc, eq, gt, not, type SQL, sql } from '../db/columns'
import type { Handler, Work } from '../db/job-runner'
import { enqueue, type Job, latest } from '../db/jobs'
import * as Files from '../storage/files'
import { files, fileTexts } from '../storage/table'
import { chosenEmbedder, EmbedError } from './embed'
import * as Generations from './generations'
import { ingest } from './ingest'
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
  await Generations.begin(house, 'building', chosen)
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
    return
  }
  await Generations.rememberKey(house, live)
  // One by the same embedder was asked for: everything is to be read anew.
  if (building && !Generations.isOf(building, chosen)) await stopReindex(house)
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
  for (;;) {
    const before = await counted(house.db, number)
    progress('reindexing', before.total - before.missing, before.total)
    const read = await pass(house, number, signal, done =>
      progress('reindexing', before.total - before.missing + done, before.total),
    )
    if (!read) return
    if (read.some === 0 && (await takeOver(house, number, read.none))) return finish(house, number)
  }
}

/**
 * Reads every missing file once; gives how many had words, and how many none and so no passages in
 * any generation. Nothing when it is not to be built any more.
 */
async function pass(
  house: House,
  number: number,
  signal: AbortSignal,
  told: (done: number) => void,
): Promise<{ some: number; none: number } | undefined> {
  const read = { some: 0, none: 0 }
  for await (const id of missing(house, number)) {
    signal.throwIfAborted()
    const generation = await Generations.byNumber(house.db, number)
    if (generation?.state !== 'building') return undefined
    const count = await readInto(house, generation, id, { signal, progress: () => undefined })
    read[count > 0 ? 'some' : 'none']++
    told(read.some + read.none)
  }
  return read
}

/** Files looked for at a time. */
const STEP = 100

/** Files with words that have no passages in the generation, each once. */
async function* missing({ db }: House, number: number): AsyncGenerator<string> {
  let last = ''
  for (;;) {
    const rows = await db
      .select({ id: files.id })
      .from(files)
      .where(and(isMissing(number), gt(files.id, last)))
      .orderBy(asc(files.id))
      .limit(STEP)
    for (const { id } of rows) yield id
    last = rows.at(-1)?.id ?? last
    if (rows.length < STEP) return
  }
}

const hasText = sql`exists (select 1 from ${fileTexts} where ${fileTexts.file_id} = ${files.id})`

const isRead = (number: number): SQL =>
  sql`exists (select 1 from ${chunkSets} where ${chunkSets.file_id} = ${files.id}
    and ${chunkSets.generation} = ${number} and ${chunkSets.state} = 'live')`

const isMissing = (number: number): SQL | undefined => and(hasText, not(isRead(number)))

async function counted(db: Db | Tx, number: number) {
  const total = await db.$count(files, hasText)
  return { total, missing: await db.$count(files, isMissing(number)) }
}

/** False when a file has come meanwhile. */
const takeOver = ({ db }: House, number: number, none: number): Promise<boolean> =>
  transaction(
    db,
    async tx => (await counted(tx, number)).missing <= none && Generations.swap(tx, number),
  )

/** PostgreSQL may have let a file come beside the change; it is read into the one that answers now. */
async function finish(house: House, number: number): Promise<void> {
  for (const old of await Generations.retired(house.db)) await vectors(house).drop(old)
  await mend(house.db, number)
  for await (const id of missing(house, number)) {
    const file = await Files.byId(house.db, id)
    if (file) await ingest(house.db, file)
  }
  tell(house)
}

/** What the embedder before could not embed is whole now. */
async function mend(db: Db, number: number): Promise<void> {
  const whole = and(eq(files.state, 'failed'), isRead(number))
  await db.update(files).set({ state: 'done', error: null }).where(whole)
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
