// One question's candidates: what each half finds, brought together.
import type { House } from '../../config/house'
import type { Generation } from '../table'
import { type Hit, type Scope, type VectorStore, vectors } from '../vector'
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
import { byWords, type Worded } from './words'

/** What each half looks at. */
const DEEP = 100

export interface One {
  generation: Generation
  scope: Scope
  query: string
  /** None where the question could not be embedded. */
  vector: Promise<Float32Array | undefined>
  hybrid: boolean
}

/** One question's candidates, best first: both halves look for them at once. */
export async function candidates(house: House, one: One, counted: Tally): Promise<Candidate[]> {
  const store = vectors(house)
  const nearest = byVector(store, one, counted)
  const [near, early] = await Promise.all([
    nearest,
    one.hybrid ? byText(house, one, nearest, counted) : undefined,
  ])
  // Words answer where vectors cannot, whatever was asked for.
  if (near && !one.hybrid) return order(candidatesOf({ near, ...NOTHING }))
  const worded = early ?? (one.hybrid ? undefined : await byText(house, one, nearest, counted))
  const { hits = [], also = new Map() } = worded ?? {}
  const halves = { near: near ?? [], cosines: new Map(), worded: hits, also }
  const vector = await one.vector
  if (!vector || !near) return order(candidatesOf(halves))
  const refined = await attempt(counted, 'vectors', () =>
    refine(store, one, vector, halves, counted.signal),
  )
  return refined ?? order(candidatesOf(halves))
}

async function byVector(store: VectorStore, one: One, counted: Tally): Promise<Hit[] | undefined> {
  const { generation, scope } = one
  const vector = await one.vector
  if (!vector) return undefined
  return attempt(counted, 'vectors', () =>
    store.nearest(generation, vector, scope, DEEP, counted.signal),
  )
}

function byText(
  house: House,
  { generation, scope, query }: One,
  near: Promise<Hit[] | undefined>,
  counted: Tally,
): Promise<Worded | undefined> {
  const { signal } = counted
  return attempt(counted, 'words', () =>
    byWords(house, {
      generation,
      scope,
      terms: terms(query),
      k: DEEP,
      also: near.then(
        hits => hits?.map(({ chunk_id }) => chunk_id) ?? [],
        () => [],
      ),
      ...(signal && { signal }),
    }),
  )
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
