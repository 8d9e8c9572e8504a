// Why a message cannot go out now, as one sentence.
import { useMe } from '../cache'
import { useLine } from '../live'
import { useText } from '../text/index'
import type { Attachments } from './attachments'
import type { ModelChoice } from './model'

export interface Waiting {
  /** The line is away: what is sent now goes out when it is back. */
  lineAway: boolean
  /** The chat or the models are not here yet: what is sent now goes out when they are. */
  loading: boolean
  /** Nothing can be sent until the person does something. */
  blocked: boolean
  /** Documents are still sent or read: what is sent now goes out when they are. */
  reading: boolean
  reason: string
}

export const useWaiting = (
  model: ModelChoice,
  { busy, pending }: Pick<Attachments, 'busy' | 'pending'>,
  chatLoading: boolean,
): Waiting => {
  const line = useLine()
  const me = useMe()
  const t = useText()
  const lineAway = line === 'lost' || line === 'offline'
  const loading = chatLoading || (!model.current.id && model.loading)
  const reading = pending.length > 0
  const says = (reason: string, blocked = true) => ({
    lineAway,
    loading: loading || reading,
    blocked,
    reading,
    reason,
  })
  if (line === 'offline') return says(t('chat.wait.offline'), false)
  if (line === 'lost') return says(t('chat.wait.lost'), false)
  if (loading) return says('', false)
  if (model.gone) return says(t('chat.wait.gone', { name: model.current.name }))
  if (!model.current.id) {
    return says(me.role === 'admin' ? t('chat.wait.noModel') : t('chat.wait.noModelUser'))
  }
  if (busy) return says(t('chat.wait.images'))
  const [name = ''] = pending
  if (reading) return says(t('documents.wait', { name, count: pending.length }), false)
  return says('', false)
}
