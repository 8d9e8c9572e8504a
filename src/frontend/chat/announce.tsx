// Tells screen readers that an answer is there: one sentence at the end, never the tokens.
import { useSyncExternalStore } from 'react'
import { t } from '../text/index'
import type { MessageState } from '../wire'

let sentence = ''
const listeners = new Set<() => void>()

/** Says how an answer ended. */
export const announce = (state: MessageState, model = ''): void => {
  if (state === 'stopped') sentence = t('chat.finishedStopped')
  else if (state === 'done') sentence = t('chat.finished', { model })
  else sentence = t('chat.finishedFailed')
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Has to be on the page before there is something to say. */
export function Announcer() {
  const text = useSyncExternalStore(subscribe, () => sentence)
  return (
    <p role="status" className="sr-only">
      {text}
    </p>
  )
}
