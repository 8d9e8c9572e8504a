// Models as clients see them in lists, and where each of them is.
import type { Catalog, Entry } from './catalog'
import type { Connection } from './connection'

/** The contract's model object (completions.md 2.1); shared between requests, never changed in place. */
export interface Model {
  readonly id: string
  readonly name: string
  readonly owned_by: Connection['kind']
  readonly object?: 'model'
  readonly created?: number
  readonly [key: string]: unknown
}

/** One model at one connection. */
export interface Offered {
  /** Our id, prefix included. */
  id: string
  connection: Connection
  /** What the provider calls it. */
  upstream_id: string
  everyone: boolean
  /** Found when asked for by its id, but in no list of chat models. */
  unlisted: boolean
  model: Model
}

/** All providers together, for routes that stand below them on the ladder and get them handed in. */
export interface Providers {
  catalogs: readonly Catalog[]
  /** A model of the list by its id. */
  find(id: string): Promise<Offered | undefined>
}

const ID_LENGTH = 512
const NAME_LENGTH = 512
const ENTRY_LENGTH = 32_768
const MOST = 5000

/**
 * The usable entries of what a provider calls its list: objects with a text under `key`. Whatever
 * else stands among them is dropped singly, and so is what is far too large.
 */
export function usableEntries(list: unknown, key: string): Entry[] {
  if (!Array.isArray(list)) return []
  return list.slice(0, MOST).flatMap(data => {
    const id: unknown = Object(data)[key]
    const usable = typeof id === 'string' && id !== '' && id.length <= ID_LENGTH && isSmall(data)
    return usable ? [{ id, data }] : []
  })
}

/** Deep nesting makes `stringify` throw; so much of it is no model either. */
function isSmall(data: unknown): boolean {
  try {
    return JSON.stringify(data).length <= ENTRY_LENGTH
  } catch {
    return false
  }
}

/** Our id for a provider's: `px.m` where the connection has the prefix `px`. */
export const prefixed = ({ prefix }: Connection, id: string): string =>
  prefix ? `${prefix}.${id}` : id

/** The name that the provider gives, else the id. */
export const nameOf = ({ name }: Entry['data'], id: string): string =>
  typeof name === 'string' && name ? name.slice(0, NAME_LENGTH) : id
