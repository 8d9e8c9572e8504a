// Tells what changed, after it was committed.
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { ChatChanged, ChatsChanged } from './schema'
import { clientId, sights } from './seen'

interface Cause {
  me: Principal
  request: Request
}

export function changed(
  house: House,
  { request }: Cause,
  { id, user_id }: { id: string; user_id: string },
  action: 'changed' | 'deleted' = 'changed',
): void {
  const by = clientId(request)
  const payload = { user_id, chat_id: id, action, by }
  // The routes of chats know better what a client has seen by its own change than this event does.
  sights(house).keeping(by ?? '', id, () => house.bus.publish(ChatChanged, payload))
}

/** Many chats of the caller changed at once. */
export const changedAll = ({ bus }: House, { me, request }: Cause): void =>
  bus.publish(ChatsChanged, { user_id: me.user.id, by: clientId(request) })
