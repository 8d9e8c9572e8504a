// Keeps this tab in step: events of the server become changes of the cache.
import { adoptSession, keys, queryClient } from '../../cache'
import { forgetChat, placeChat, reloadLists } from '../../chats'
import { connect, hangUp, onLive, onReturn } from '../../live'
import { clientId, whenSignedOut } from '../../request'
import { formatNumber, t } from '../../text/index'
import { endDeletion, flushDeletions } from '../../undo'
import type { LiveEvent } from '../../wire'
import { notifyTrouble } from '../ui/toast'

const reload = (queryKey: readonly string[]) => void queryClient.invalidateQueries({ queryKey })

const chatEvent = (event: Extract<LiveEvent, { type: 'chat' }>) => {
  if (event.by === clientId) return
  if (event.action === 'deleted') {
    endDeletion(event.chat_id)
    return forgetChat(event.chat_id)
  }
  if (event.chat) placeChat(event.chat)
  else void reloadLists()
  reload(keys.chat(event.chat_id))
}

const apply = (event: LiveEvent): void => {
  switch (event.type) {
    case 'chat':
      chatEvent(event)
      break
    case 'chats':
      if (event.by !== clientId) void reloadLists()
      break
    case 'models':
      reload(keys.models)
      reload(keys.connections)
      break
    case 'settings':
      reload(keys.settings)
      reload(keys.config)
      reload(keys.models)
      reload(['house'])
      reload(['banners'])
      break
    case 'user':
      reload(keys.session)
      break
    case 'budget':
      notifyNear(event.share)
      reload(['budgets'])
      break
    case 'session':
      adoptSession(null)
      break
  }
}

const notifyNear = (part: number): void => {
  const share = formatNumber(part, { style: 'percent', maximumFractionDigits: 0 })
  notifyTrouble(t('budgets.warned', { share }))
}

const missedSome = () => {
  void queryClient.invalidateQueries({ predicate: query => query.queryKey[0] !== 'session' })
}

/** Opens the line for the signed-in person; returns how to close it. */
export const followServer = (): (() => void) => {
  const stops = [onLive(apply), onReturn(missedSome)]
  whenSignedOut(() => adoptSession(null))
  window.addEventListener('pagehide', flushDeletions)
  connect()
  return () => {
    for (const stop of stops) stop()
    window.removeEventListener('pagehide', flushDeletions)
    hangUp()
  }
}
