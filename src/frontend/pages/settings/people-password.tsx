// A password that an admin gives somebody: typed or made here, seen, and copied to be handed over.
import { Check, Copy, Dices } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../../parts/ui/button'
import { Field, Input } from '../../parts/ui/field'
import { useText } from '../../text/index'
import { newPassword } from './people-data'

interface PasswordFieldProps {
  label: string
  value: string
  onValue: (value: string) => void
}

export function PasswordField({ label, value, onValue }: PasswordFieldProps) {
  const t = useText()
  const [copied, setCopied] = useState('')
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    setCopied(value)
  }
  const isCopied = value !== '' && copied === value
  return (
    <Field label={label} hint={t('people.passwordHint')}>
      {field => (
        <div className="flex items-center gap-1">
          <Input
            {...field}
            dir="ltr"
            autoComplete="off"
            spellCheck={false}
            value={value}
            onChange={event => onValue(event.target.value)}
            className="font-mono"
          />
          <IconButton
            label={t('people.makePassword')}
            size="lg"
            onClick={() => onValue(newPassword())}
          >
            <Dices aria-hidden size={17} />
          </IconButton>
          <IconButton
            label={t(isCopied ? 'common.copied' : 'common.copy')}
            size="lg"
            disabled={value === ''}
            onClick={() => void copy()}
          >
            {isCopied ? <Check aria-hidden size={17} /> : <Copy aria-hidden size={17} />}
          </IconButton>
        </div>
      )}
    </Field>
  )
}
