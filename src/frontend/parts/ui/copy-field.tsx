// A text to carry elsewhere: shown whole, copied with one press.
import { Check, Copy } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { useText } from '../../text/index'
import { IconButton } from './button'
import { Input } from './field'

export function CopyField({ value, ...rest }: ComponentProps<'input'> & { value: string }) {
  const t = useText()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    setCopied(true)
  }
  return (
    <div className="flex items-center gap-1">
      <Input
        {...rest}
        readOnly
        dir="ltr"
        value={value}
        onFocus={event => event.target.select()}
        className="font-mono text-[0.8125rem]"
      />
      <IconButton
        label={copied ? t('common.copied') : t('common.copy')}
        size="lg"
        onClick={() => void copy()}
      >
        {copied ? <Check aria-hidden size={17} /> : <Copy aria-hidden size={17} />}
      </IconButton>
    </div>
  )
}
