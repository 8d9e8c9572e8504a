// Hearth's own embedder: started on first use, started again when it breaks, stopped when nobody asks.
import type { House } from '../../config/house'
import { type Companion, startCompanion } from './companion'
import { EmbedError } from './error'
import type { Embedder } from './index'
import { makeQueue, type Slice } from './queue'

/** Texts that are embedded without a break: 70 ms of passages on two cores. */
const SLICE = 4

/** One for the process, however many Hearths a test opens in it. */
const queue = makeQueue(SLICE)
let companion: Companion | undefined
let working = false
let resting: ReturnType<typeof setTimeout> | undefined

export type Running = Pick<Companion, 'engine' | 'trouble' | 'pid'>

export const builtin = (house: House): Embedder => ({
  embed(texts, kind, signal) {
    const vectors = queue.add(texts, kind, signal)
    void work(house)
    return vectors
  },
})

/** What runs it, started if need be. @throws EmbedError */
export async function builtinEngine(house: House): Promise<Running> {
  await builtin(house).embed(['hearth'], 'query')
  if (!companion) throw new EmbedError('The embedder stopped. Try again.')
  return companion
}

async function work(house: House): Promise<void> {
  if (working) return
  working = true
  clearTimeout(resting)
  for (let slice = queue.next(); slice; slice = queue.next()) await embed(house, slice)
  working = false
  rest(house)
}

async function embed(house: House, slice: Slice): Promise<void> {
  try {
    slice.done(await once(house, slice.texts).catch(() => once(house, slice.texts)))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    slice.failed(
      new EmbedError(`Hearth's own embedder does not run: ${reason} See hearth doctor.`, {
        cause: error,
      }),
    )
  }
}

async function once(house: House, texts: string[]): Promise<Float32Array[]> {
  const log = house.log.component('rag')
  try {
    companion ??= await started(house)
    return await companion.embed(texts)
  } catch (error) {
    log.warn({ err: error }, 'the embedder broke')
    companion?.stop()
    companion = undefined
    throw error
  }
}

async function started(house: House): Promise<Companion> {
  const from = performance.now()
  const fresh = await startCompanion(house)
  const { engine, trouble } = fresh
  const facts = { engine, trouble, ms: Math.round(performance.now() - from) }
  house.log.component('rag').info(facts, 'the embedder has started')
  return fresh
}

/** Its memory goes back when nobody has asked for a while; 0 seconds keep it. */
function rest({ config }: House): void {
  const seconds = config.get('rag.embedding_idle_seconds')
  if (seconds === 0) return
  resting = setTimeout(() => {
    companion?.stop()
    companion = undefined
  }, seconds * 1000)
  resting.unref()
}
