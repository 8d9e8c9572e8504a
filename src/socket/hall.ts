// What the two doors share.
import type { House } from '../config/house'
import type { Tally } from './limits'
import type { Presence } from './presence'
import type { Seats } from './seats'
import type { Usage } from './usage'

export interface Hall {
  house: House
  seats: Seats
  presence: Presence
  usage: Usage
  /** Tells everybody how many are here; false when that has to wait for others' telling. */
  recount(): boolean
  /** Connections of an address, and those of Socket.IO among them that have not signed in. */
  connections: Tally
  strangers: Tally
}

/** A refused handshake, in the contract's shape. */
export const refuse = (
  status: number,
  detail: string,
  headers: Record<string, string> = {},
): Response => Response.json({ detail }, { status, headers })
