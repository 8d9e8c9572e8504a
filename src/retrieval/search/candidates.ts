// One question's candidates: what each half finds, brought together.
import type { House } from '../../config/house'
import type { Generation } from '../table'
import { type Scope, type VectorStore, vectors } from '../vector'
import {
  type Candidate,
  candidatesOf,
  feedback,
  type Halves,
  MODELS,
  order,
  reweighed,
} from './fuse'
import { terms } from './terms'
import { attempt, type Tally } from './trouble'
import { byWords } from './words'

/** What each half looks at. */
const DEEP = 100

export interface One {
  generation: Generation
  scope: Scope
  query: string
  vector: Float32Array | undefined
  hybrid: boolean
}

/** One question's candidates, best first. */
export async function candidates(house: House, one: One, counted: Tally): Promise<Candidate[]> {
  const { generation, scope, query, vector } = one
  const store = vectors(house)
  const { signal } = counted
  const near = vector
    ? await attempt(counted, 'vectors', () =>
        store.nearest(generation, vector, scope, DEEP, signal),
      )
    : undefined
  // Words answer where vectors cannot, whatever was asked for.
  if (near && !one.hybrid) return order(candidatesOf({ near, ...NOTHING }))
  const worded = await attempt(counted, 'words', () =>
    byWords(house, {
      generation,
      scope,
      terms: terms(query),
      k: DEEP,
      also: near?.map(({ chunk_id }) => chunk_id) ?? [],
      ...(signal && { signal }),
    }),
  )
  const { hits = [], also = new Map() } = worded ?? {}
  const halves = { near: near ?? [], cosines: new Map(), worded: hits, also }
  if (!vector || !near) return order(candidatesOf(halves))
  const refined = await attempt(counted, 'vectors', () =>
    refine(store, one, vector, halves, signal),
  )
  return refined ?? order(candidatesOf(halves))
}

const NOTHING = { cosines: new Map(), worded: [], also: new Map() }

/** Asks the vectors about what words found, and all of it again by what the best passages say. */
async function refine(
  store: VectorStore,
  { generation }: One,
  vector: Float32Array,
  halves: Halves,
  signal?: AbortSignal,
): Promise<Candidate[]> {
  const seen = new Set(halves.near.map(({ chunk_id }) => chunk_id))
  const unseen = halves.worded.map(({ chunk_id }) => chunk_id).filter(id => !seen.has(id))
  const cosines = await store.scores(generation, vector, unseen, signal)
  const first = order(candidatesOf({ ...halves, cosines }))
  // PostgreSQL takes no empty list.
  if (first.length === 0) return first
  const models = await store.read(first.slice(0, MODELS).map(({ chunk_id }) => chunk_id))
  if (models.length === 0) return first
  const ids = first.map(({ chunk_id }) => chunk_id)
  const question = feedback(vector, models)
  return order(reweighed(first, await store.scores(generation, question, ids, signal)))
}
