// Has files read: from bytes to passages that can be searched, by a job.
import type { House } from '../config/house'
import { type Db, type Tx, within } from '../db'
import { and, eq } from '../db/columns'
import type { Handler, Work } from '../db/job-runner'
import { enqueue, type Job, jobs } from '../db/jobs'
import * as Files from '../storage/files'
import { FileChanged } from '../storage/schema'
import { type FileRow, files } from '../storage/table'
import { storageFault } from '../utils/storage-fault'
import { EmbedError } from './embed'
import { EngineError, ExtractError, extract } from './extract'
import { jobRunner } from './jobs'
import { readLive } from './passages'

/** The job's kind; its subject is the file. */
export const INGEST = 'ingest'

export interface IngestOptions {
  /** From the bytes, even where the words are known already. */
  anew?: boolean
}

/** Queues the reading of a file, in the transaction that makes it needed; gives the row as it is then. */
export const ingest = (
  db: Db | Tx,
  file: Pick<FileRow, 'id' | 'user_id'>,
  { anew = false }: IngestOptions = {},
): Promise<FileRow | undefined> =>
  within(db, async tx => {
    const data = anew ? { anew } : {}
    await enqueue(tx, { kind: INGEST, subject: file.id, user_id: file.user_id, data })
    return Files.setState(tx, file.id, 'queued')
  })

/** Stops the reading of a file; false when it is not being read. */
export const stopReading = (house: House, file_id: string): Promise<boolean> =>
  jobRunner(house).cancel(INGEST, file_id)

/** At most two are read at once: extraction takes a process each, and embedding all that is left. */
const WIDTH = 2

/** How the house reads files. */
export const ingestHandler = (house: House): Handler => ({
  width: WIDTH,
  run: work => read(house, work),
  async follow(tx, { subject, state, error }) {
    await tx.update(files).set({ state, error }).where(eq(files.id, subject))
  },
  tell: job => tell(house, job),
  passing: error =>
    error instanceof EmbedError || error instanceof EngineError || noRoom(error) !== undefined,
  words: error =>
    [EmbedError, EngineError, ExtractError].some(kind => error instanceof kind)
      ? String(Object(error).message)
      : noRoom(error),
})

/** What is said of a disk that takes nothing more, which passes when somebody makes room. */
function noRoom(error: unknown): string | undefined {
  const fault = storageFault(error)
  return fault?.status === 507 ? fault.detail : undefined
}

/** Who owns the file hears of it; a job without an owner is of a file that is gone. */
function tell({ bus }: House, { subject, user_id, state, stage, done, total, error }: Job): void {
  if (user_id === null) return
  bus.publish(FileChanged, { user_id, file_id: subject, state, stage, done, total, error })
}

async function read(house: House, work: Work): Promise<void> {
  const { job, signal } = work
  const file = await Files.byId(house.db, job.subject)
  if (!file) return
  const known = job.data.anew !== true && (await Files.textOf(house.db, file.id))
  if (!known) await extractInto(house, file, work)
  signal.throwIfAborted()
  const progress = (done: number, total: number) => work.progress('embedding', done, total)
  await readLive(house, file.id, { signal, progress })
  await nameCollection(house, file.id)
}

/** The contract's clients look here for the name to ask by. */
async function nameCollection({ db }: House, id: string): Promise<void> {
  await within(db, async tx => {
    const file = await tx.select().from(files).where(eq(files.id, id)).get()
    if (!file || file.meta.collection_name) return
    const meta = { ...file.meta, collection_name: `file-${id}` }
    await tx.update(files).set({ meta }).where(eq(files.id, id))
  })
}

/** From the bytes to the words, which are kept. */
async function extractInto(
  house: House,
  file: FileRow,
  { job, signal, progress }: Work,
): Promise<void> {
  progress('reading', 0, 0)
  const open = async () => {
    const bytes = await Files.open(house, file)
    if (!bytes) throw new ExtractError('The bytes of this file are not in the store any more.')
    return bytes
  }
  const { name, type, size } = file
  const { content, unit, pages, meta } = await extract(house, { name, type, size, open }, signal)
  signal.throwIfAborted()
  await within(house.db, async tx => {
    // The next attempt begins with the words. The job comes first, as wherever both are written.
    await tx
      .update(jobs)
      .set({ data: {} })
      .where(and(eq(jobs.id, job.id), eq(jobs.again, false)))
    const current = await tx.select().from(files).where(eq(files.id, file.id)).get()
    // Deleted while it was read.
    if (!current) return
    await Files.setText(tx, file.id, { content, unit, pages })
    if (Object.keys(meta).length > 0)
      await tx
        .update(files)
        .set({ meta: { ...current.meta, document: meta } })
        .where(eq(files.id, file.id))
  })
}
