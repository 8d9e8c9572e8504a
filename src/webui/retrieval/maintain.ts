// What admins do to the index: empty it, change its embedder, and try what is set up.
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import type { Settings } from '../../config/settings'
import { constants } from '../../constants'
import { chosenEmbedder, EmbedError, embedder } from '../../retrieval/embed'
import { forget } from '../../retrieval/forget'
import * as Generations from '../../retrieval/generations'
import { indexState, stopReindex } from '../../retrieval/reindex'
import { search } from '../../retrieval/search'
import type { Generation } from '../../retrieval/table'
import { searchWeb, WebError } from '../../retrieval/web'
import { Refusal } from '../../utils/refusal'
import { KnowledgeChanged } from '../knowledge/schema'
import { removeAll as removeBases } from '../knowledge/store'
import { ownFiles } from './own'
import type { TryForm } from './schema'
import { scopeOf } from './scope'

/** The contract's: every passage and every knowledge base go; files stay and can be read again. */
export async function resetIndex(house: House): Promise<null> {
  for (const generation of await everyGeneration(house)) await forget(house.db, generation.number)
  for (const knowledge_id of await removeBases(house.db))
    house.bus.publish(KnowledgeChanged, { knowledge_id, action: 'deleted', user_id: null })
  return null
}

async function everyGeneration({ db }: House): Promise<Generation[]> {
  const states = ['live', 'building'] as const
  const found = await Promise.all(states.map(state => Generations.current(db, state)))
  return found.filter(generation => generation !== undefined)
}

const nameOf = ({ engine, model, url, dimension }: Generation) => ({
  engine,
  model,
  url,
  dimension,
})

/** How the index stands, for the page that changes its embedder. */
export async function standing(house: House) {
  const { live, building, job } = await indexState(house)
  const { dimension: _, ...chosen } = { dimension: null, ...chosenEmbedder(house) }
  return {
    live: live && nameOf(live),
    building: building && nameOf(building),
    chosen,
    job: job && {
      state: job.state,
      done: job.done,
      total: job.total,
      error: job.error,
      attempts: job.attempts,
    },
  }
}

/**
 * Gives the change of embedder up: the settings name the one again that answers. Throws 409 where the
 * environment insists on the other, with which the next start would begin anew.
 */
export async function goBack(house: House): Promise<void> {
  await stopReindex(house)
  const live = await Generations.current(house.db, 'live')
  if (!live || Generations.isOf(live, chosenEmbedder(house))) return
  await house.config.set(namesOf(live))
}

function namesOf({ engine, model, url, key }: Generation): Partial<Settings> {
  const names = { 'rag.embedding_engine': engine, 'rag.embedding_model': model }
  if (engine === 'openai')
    return { ...names, 'rag.openai_api_base_url': url, 'rag.openai_api_key': key }
  if (engine === 'ollama') return { ...names, 'rag.ollama.url': url, 'rag.ollama.key': key }
  return { 'rag.embedding_engine': engine }
}

/** Does what the settings say once, and gives what came of it and how long it took. */
export async function tryOut(house: House, me: Principal, form: TryForm, signal: AbortSignal) {
  const began = performance.now()
  const found = await attempt(house, me, form, signal)
  return { ...found, ms: Math.round(performance.now() - began) }
}

async function attempt(
  house: House,
  me: Principal,
  { what, query, knowledge_id }: TryForm,
  signal: AbortSignal,
) {
  if (what === 'embed') {
    const [vector] = await embedder(house, chosenEmbedder(house))
      .embed([query], 'query', signal)
      .catch(refused)
    return { dimension: vector?.length ?? 0 }
  }
  if (what === 'web') return { results: await searchWeb(house, query, signal).catch(refused) }
  const scope = knowledge_id
    ? await scopeOf(house, me, [knowledge_id])
    : { files: await ownFiles(house, me.user.id), knowledge: [] }
  if (scope.files.length + scope.knowledge.length === 0) throw new Refusal(400, constants.NOT_FOUND)
  return search(house, { queries: [query], scope, signal })
}

function refused(error: unknown): never {
  if (error instanceof EmbedError || error instanceof WebError)
    throw new Refusal(400, error.message)
  throw error
}
