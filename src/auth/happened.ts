// Tells the audit log what somebody did, where no route says it by itself.
import type { House } from '../config/house'
import { addressOf, requestId } from './address'
import { Happened, type Happening } from './schema'

type Said = Pick<Happening, 'action' | 'outcome'> &
  Partial<Pick<Happening, 'target' | 'detail' | 'actor'>> & {
    /** Who did it, when an account is known. */
    by?: { id: string; email: string } | null
  }

/** Announces what happened in a request. */
export const happened = (house: House, request: Request, said: Said): void =>
  announce(house, said, addressOf(request, house.env), requestId(request))

/** Announces what Hearth did of its own accord. */
export const happenedByItself = (house: House, said: Said): void => announce(house, said, '', '')

function announce(house: House, said: Said, address: string, request_id: string): void {
  const { action, outcome, target = null, detail = null, by = null } = said
  house.bus.publish(Happened, {
    at: Date.now(),
    action,
    outcome,
    target,
    detail,
    actor_id: by?.id ?? null,
    actor: said.actor ?? by?.email ?? null,
    address,
    request_id,
  })
}
