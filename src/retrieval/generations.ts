// Whose vectors answer: the live generation, and the one that is built to take its place.
import type { House } from '../config/house'
import { type Db, type Tx, transaction } from '../db'
import { and, eq, isNull } from '../db/columns'
import { chosenEmbedder, type EmbedderName } from './embed'
import { keyOf } from './embed/key'
import { type Generation, type GenerationState, generations } from './table'

/** The generation that answers; made from the settings when there is none yet. */
export async function live(house: House): Promise<Generation> {
  const known = await inState(house.db, 'live')
  if (known) return known
  await begin(house, 'live', chosenEmbedder(house))
  const made = await inState(house.db, 'live')
  if (!made) throw new Error('there is no generation of vectors, and none can be made')
  return made
}

/** The one that is being built, if one is. */
export const building = (db: Db | Tx): Promise<Generation | undefined> => inState(db, 'building')

export const byNumber = (db: Db | Tx, number: number): Promise<Generation | undefined> =>
  db.select().from(generations).where(eq(generations.number, number)).get()

export const retired = (db: Db): Promise<Generation[]> =>
  db.select().from(generations).where(eq(generations.state, 'retired'))

/** Begins a generation, unless there is one in that state already. */
export async function begin(
  house: House,
  state: Exclude<GenerationState, 'retired'>,
  name: EmbedderName,
): Promise<void> {
  const { engine, model, url } = name
  const key = engine === '' ? '' : keyOf(house, name)
  await house.db
    .insert(generations)
    .values({ engine, model, url, key, dimension: null, state, created_at: Date.now() })
    .onConflictDoNothing()
}

/** Remembers the key that the settings have for its embedder, which they name at this moment. */
export async function rememberKey(house: House, generation: Generation): Promise<void> {
  if (generation.engine === '') return
  const key = keyOf(house, generation)
  if (key === generation.key) return
  await house.db.update(generations).set({ key }).where(eq(generations.number, generation.number))
}

export const retire = (db: Db | Tx, number: number): Promise<unknown> =>
  db.update(generations).set({ state: 'retired' }).where(eq(generations.number, number))

/** Puts the one that was being built in the live one's place; false when it is not being built any more. */
export async function swap(tx: Tx, number: number): Promise<boolean> {
  const ready = await byNumber(tx, number)
  if (ready?.state !== 'building') return false
  await tx.update(generations).set({ state: 'retired' }).where(eq(generations.state, 'live'))
  await tx.update(generations).set({ state: 'live' }).where(eq(generations.number, number))
  return true
}

/** Forgets a generation of which nothing is left. */
export const remove = (db: Db, number: number): Promise<unknown> =>
  db.delete(generations).where(eq(generations.number, number))

/** Notes how many numbers its vectors have, which the first one says; gives the generation as it is then. */
export function measured(
  db: Db,
  number: number,
  dimension: number,
): Promise<Generation | undefined> {
  return transaction(db, async tx => {
    const unknown = and(eq(generations.number, number), isNull(generations.dimension))
    await tx.update(generations).set({ dimension }).where(unknown)
    return byNumber(tx, number)
  })
}

/** Whether vectors of the generation come from this embedder. */
export const isOf = (generation: EmbedderName, { engine, model, url }: EmbedderName): boolean =>
  generation.engine === engine && generation.model === model && generation.url === url

/** The one in that state, if there is one. */
export const current = (db: Db | Tx, state: GenerationState): Promise<Generation | undefined> =>
  inState(db, state)

const inState = (db: Db | Tx, state: GenerationState): Promise<Generation | undefined> =>
  db.select().from(generations).where(eq(generations.state, state)).get()
