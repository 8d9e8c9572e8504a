// Why a message cannot go out now, as one sentence.
import { useSyncExternalStore } from 'react'
import { useMe } from '../cache'
import { useLine } from '../live'
import { useText } from '../text/index'
import type { ModelChoice } from './model'

const watchNetwork = (watcher: () => void) => {
  window.addEventListener('online', watcher)
  window.addEventListener('offline', watcher)
  return () => {
    window.removeEventListener('online', watcher)
    window.removeEventListener('offline', watcher)
  }
}

const useOnline = (): boolean => useSyncExternalStore(watchNetwork, () => navigator.onLine)

export interface Waiting {
  /** The line is away: what is sent now goes out when it is back. */
  lineAway: boolean
  /** Nothing can be sent until the person does something. */
  blocked: boolean
  reason: string
}

export const useWaiting = (model: ModelChoice, imagesBusy: boolean): Waiting => {
  const line = useLine()
  const online = useOnline()
  const me = useMe()
  const t = useText()
  const lineAway = !online || line === 'lost' || line === 'offline'
  const says = (reason: string, blocked = true): Waiting => ({ lineAway, blocked, reason })
  if (!online || line === 'offline') return says(t('chat.wait.offline'), false)
  if (line === 'lost') return says(t('chat.wait.lost'), false)
  if (model.gone) return says(t('chat.wait.gone', { name: model.current.name }))
  if (!model.current.id && !model.loading) {
    return says(me.role === 'admin' ? t('chat.wait.noModel') : t('chat.wait.noModelUser'))
  }
  if (!model.current.id) return says('')
  if (imagesBusy) return says(t('chat.wait.images'))
  return { lineAway, blocked: false, reason: '' }
}
