// Asks before something that cannot be undone, naming what goes; may ask for a word to be typed.
import { type ReactNode, useState } from 'react'
import { useText } from '../../text/index'
import { Button } from './button'
import { Dialog } from './dialog'
import { Field, Input } from './field'

export interface ConfirmProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description: ReactNode
  action: string
  /** The word that has to be typed before the action is open. */
  word?: string
  busy?: boolean
  onConfirm: () => void
}

export function Confirm(props: ConfirmProps) {
  const { open, onOpenChange, title, description, action, word, busy = false, onConfirm } = props
  const [typed, setTyped] = useState('')
  const t = useText()
  const ready = !word || typed.trim().toLowerCase() === word.toLowerCase()
  return (
    <Dialog
      open={open}
      onOpenChange={next => {
        setTyped('')
        onOpenChange(next)
      }}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t('common.cancel')}</Button>
          <Button variant="danger" disabled={!ready} busy={busy} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      {word ? (
        <Field label={t('common.typeWord', { word })}>
          {field => (
            <Input
              {...field}
              autoComplete="off"
              value={typed}
              onChange={event => setTyped(event.target.value)}
            />
          )}
        </Field>
      ) : null}
    </Dialog>
  )
}
