// How an answer ended when it did not end well, and what to do about it.
import { RotateCw, StepForward } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../parts/ui/button'
import { type TextId, t, useText } from '../text/index'
import { told } from '../text/told'
import type { Message } from '../wire'
import { useAgain } from './again'
import { useThisDesk } from './desk'
import { goOn } from './talk'

/** Faults of the server's own, which it names. */
const named: Record<string, TextId> = {
  model_withdrawn: 'chat.failed.modelWithdrawn',
  access_withdrawn: 'chat.failed.accessWithdrawn',
}

function reasonOf({ error }: Message): string {
  if (!error || typeof error !== 'object') return ''
  const text = named[String(error.code)]
  return text ? t(text) : told(String(error.content ?? ''))
}

export function Ending({ message }: { message: Message }) {
  const t = useText()
  if (message.error || message.state === 'failed') {
    return (
      <div
        role="alert"
        className="mt-3 rounded-panel border border-danger/40 bg-danger-wash px-4 py-3"
      >
        <p className="font-medium text-danger">{t('chat.failed')}</p>
        <p dir="auto" className="mt-0.5 whitespace-pre-wrap">
          {reasonOf(message) || t('chat.failed.unknown')}
        </p>
        <Ways message={message} />
      </div>
    )
  }
  if (message.state === 'interrupted') {
    return (
      <Note text={t('chat.state.interrupted')}>
        <Ways message={message} />
      </Note>
    )
  }
  if (message.state === 'stopped') return <Note text={t('chat.state.stopped')} />
  return null
}

const Note = ({ text, children }: { text: string; children?: ReactNode }) => (
  <div className="mt-3 text-muted">
    <p>{text}</p>
    {children}
  </div>
)

function Ways({ message }: { message: Message }) {
  const desk = useThisDesk()
  const again = useAgain()
  const t = useText()
  const { parentId } = message
  const canGoOn = message.content !== '' && !desk.temporary
  return (
    <div className="mt-2.5 flex flex-wrap gap-2">
      {canGoOn ? (
        <Button size="sm" onClick={() => void goOn(desk, message.id)}>
          <StepForward aria-hidden size={15} />
          {t('chat.action.goOn')}
        </Button>
      ) : null}
      {parentId ? (
        <Button size="sm" onClick={() => again(parentId)}>
          <RotateCw aria-hidden size={15} />
          {t('chat.action.again')}
        </Button>
      ) : null}
    </div>
  )
}
