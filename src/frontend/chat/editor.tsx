// A message turned into a field, to be changed.
import { useState } from 'react'
import { useSettings } from '../cache'
import { Button } from '../parts/ui/button'
import { useText } from '../text/index'
import { growing, isSend } from './field'

interface EditorProps {
  text: string
  action: string
  hint?: string
  onSave: (text: string) => void
  onCancel: () => void
}

/** The person has just asked to edit: the cursor stands behind the last word. */
const begin = (field: HTMLTextAreaElement | null) => {
  field?.focus()
  field?.parentElement?.scrollIntoView({ block: 'nearest' })
  field?.setSelectionRange(field.value.length, field.value.length)
  return growing(field)
}

export function Editor({ text, action, hint, onSave, onCancel }: EditorProps) {
  const [value, setValue] = useState(text)
  const { enterToSend } = useSettings()
  const t = useText()
  const save = () => {
    if (value.trim()) onSave(value)
  }
  return (
    <div className="mb-3 w-full scroll-my-6 rounded-panel border border-edge bg-raised p-3">
      <textarea
        ref={begin}
        dir="auto"
        rows={1}
        aria-label={t('chat.edit.label')}
        value={value}
        onChange={event => setValue(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') {
            event.preventDefault()
            onCancel()
          } else if (isSend(event, enterToSend)) {
            event.preventDefault()
            save()
          }
        }}
        className="field-sizing-content block max-h-[50dvh] min-h-12 w-full resize-none bg-transparent text-prose outline-none"
      />
      <div className="mt-2 flex flex-wrap items-center justify-end gap-2">
        {hint ? <p className="me-auto text-[0.8125rem] text-muted">{hint}</p> : null}
        <Button size="sm" variant="quiet" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button size="sm" variant="primary" disabled={!value.trim()} onClick={save}>
          {action}
        </Button>
      </div>
    </div>
  )
}
