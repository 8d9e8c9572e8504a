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
export function happened(house: House, request: Request, said: Said): void {
  const { action, outcome, target = null, detail = null, by = null } = said
  house.bus.publish(Happened, {
    at: Date.now(),
    action,
    outcome,
    target,
    detail,
    actor_id: by?.id ?? null,
    actor: said.actor ?? by?.email ?? null,
    address: addressOf(request, house.env),
    request_id: requestId(request),
  })
}
