// The one answer to "who may use this model", for lists, chats, embeddings and every proxy.
import { isGranted, type Somebody } from '../../auth/access'
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Unchanged } from '../../db/unchanged'
import { perObject } from '../../utils/once'
import { Refusal } from '../../utils/refusal'
import * as Models from './store'

/** A model as a provider offers it, under our id. */
export interface Offer {
  id: string
  /** Its connection is open to every verified user, where no row says otherwise. */
  everyone: boolean
}

/** What somebody may do with an offer, and the row that decided, if there is one. */
export interface Verdict {
  uses: boolean
  /** Sees its parameters and system prompt, and may change them. */
  writes: boolean
  row: Models.Model | null
}

/** Who asks; a session is bound to no models. */
export type Asking = Somebody & Partial<Pick<Principal, 'key'>>

/** All rows at one moment. */
export interface Rows {
  revision: number
  /** Of rows without a base: the one with this id, else with this id up to its first colon. */
  over(id: string): Models.Model | null
}

/** The rows that count now: one statement, unless something changed. */
export async function readRows(house: House): Promise<Rows> {
  const held = kept(house)
  const revision = await held.revision.get('', () => Models.revision(house.db))
  if (held.rows?.revision === revision) return held.rows
  held.rows = index(revision, await Models.all(house.db))
  return held.rows
}

interface Kept {
  revision: Unchanged<number>
  rows?: Rows
}

const kept = perObject(({ db }: House): Kept => ({ revision: new Unchanged(db, 1) }))

function index(revision: number, rows: Models.Model[]): Rows {
  const overrides = new Map(
    rows.filter(row => row.base_model_id === null).map(row => [row.id, row]),
  )
  const stem = (id: string) => id.split(':', 1)[0] ?? id
  return { revision, over: id => overrides.get(id) ?? overrides.get(stem(id)) ?? null }
}

/**
 * Role user needs a row that lets him read, or a connection that is for everyone and no row at
 * all; an inactive row takes the model away from everybody, an API key for other models from whoever
 * it signs in.
 */
export function judge({ env }: House, me: Asking, rows: Rows, offer: Offer): Verdict {
  const { user } = me
  const row = rows.over(offer.id)
  if (row && !row.is_active) return { uses: false, writes: false, row }
  if (me.key?.models && !me.key.models.includes(offer.id))
    return { uses: false, writes: false, row }
  if (user.role === 'admin') return { uses: true, writes: true, row }
  const owns = row?.user_id === user.id
  const reads = row ? owns || isGranted(me, 'read', row.grants) : offer.everyone
  const writes = row !== null && (owns || isGranted(me, 'write', row.grants))
  return { uses: reads || env.BYPASS_MODEL_ACCESS_CONTROL, writes, row }
}

/** Those of the offers that somebody may use, with the row over each; one statement. */
export async function openTo<O extends Offer>(
  house: House,
  me: Principal,
  offers: readonly O[],
): Promise<(O & { row: Models.Model | null })[]> {
  const rows = await readRows(house)
  return offers.flatMap(offer => {
    const { uses, row } = judge(house, me, rows, offer)
    return uses ? [{ ...offer, row }] : []
  })
}

/** The one answer for a model that is not there, is switched off, or is not for who asks. */
export const noModel = (): Refusal => new Refusal(404, constants.MODEL_NOT_FOUND)
