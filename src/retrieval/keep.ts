// Keeps documents searchable while the house is open: jobs are done, embedders followed, leftovers taken away.
import type { House } from '../config/house'
import { MINUTE } from '../utils/time'
import * as Chunks from './chunks'
import { INGEST, ingestHandler } from './ingest'
import { jobRunner } from './jobs'
import { followEmbedder, forgetRetired, REINDEX, reindexHandler } from './reindex'
import { sweepScratch } from './scratch'
import { vectors } from './vector'
import { CELLS } from './vector/cells/keep'

const SWEEP_MS = MINUTE
/** The start itself is left in peace. */
const FIRST_MS = 5000

const EMBEDDER = [
  'rag.embedding_engine',
  'rag.embedding_model',
  'rag.openai_api_base_url',
  'rag.openai_api_key',
  'rag.ollama.url',
  'rag.ollama.key',
] as const

/** Gives the closer; jobs that are under way go on at the next start. */
export async function keepRetrieval(house: House): Promise<() => Promise<void>> {
  const ending = new AbortController()
  const complain = (err: unknown) => {
    if (ending.signal.aborted) return
    house.log.component('rag').error({ err }, 'the index of documents could not be looked after')
  }
  const runner = jobRunner(house)
  runner.handle(INGEST, ingestHandler(house))
  runner.handle(REINDEX, reindexHandler(house))
  runner.handle(CELLS, vectors(house).handler())
  const close = await runner.open()
  const off = house.config.onChange(keys => {
    if (EMBEDDER.some(key => keys.has(key))) void followEmbedder(house).catch(complain)
  })
  const stopSweeping = sweeping(house, ending.signal, complain)
  return async () => {
    off()
    ending.abort()
    await close()
    await stopSweeping()
  }
}

function sweeping(house: House, signal: AbortSignal, complain: (error: unknown) => void) {
  let running: Promise<void> | undefined
  const run = () => {
    running ??= sweep(house, signal)
      .catch(complain)
      .finally(() => {
        running = undefined
      })
  }
  const first = setTimeout(() => {
    // The environment may name another embedder than at the last start.
    followEmbedder(house).catch(complain)
    run()
  }, FIRST_MS)
  const timer = setInterval(run, SWEEP_MS)
  for (const each of [first, timer]) each.unref()
  return async () => {
    clearTimeout(first)
    clearInterval(timer)
    await running
  }
}

async function sweep(house: House, signal: AbortSignal): Promise<void> {
  await Chunks.sweep(house, signal)
  if (signal.aborted) return
  await forgetRetired(house)
  await sweepScratch(house)
}
