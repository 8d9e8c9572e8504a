// Who wrote an answer, when, and what it cost in tokens.
import { Info as Icon } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../parts/ui/button'
import { Popover } from '../parts/ui/popover'
import { formatDate, formatNumber, type TextId, useText } from '../text/index'
import type { Message } from '../wire'
import { figuresOf } from './figures'

export function Info({ message }: { message: Message }) {
  const [open, setOpen] = useState(false)
  const t = useText()
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t('chat.action.info')}
      trigger={
        <IconButton size="sm" label={t('chat.action.info')}>
          <Icon aria-hidden size={15} />
        </IconButton>
      }
      className="p-3"
    >
      <Figures message={message} />
    </Popover>
  )
}

function Figures({ message }: { message: Message }) {
  const t = useText()
  const { read, written, speed } = figuresOf(message)
  const time = formatDate(message.timestamp, { dateStyle: 'medium', timeStyle: 'short' })
  const rows: [TextId, string | undefined][] = [
    ['chat.info.model', message.model],
    ['chat.info.time', time],
    ['chat.info.prompt', read === undefined ? undefined : formatNumber(read)],
    ['chat.info.completion', written === undefined ? undefined : formatNumber(written)],
    ['chat.info.speed', speed ? t('chat.info.perSecond', { count: Math.round(speed) }) : undefined],
  ]
  return (
    <dl className="grid max-w-80 grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-[0.8125rem]">
      {rows.map(([id, value]) =>
        value ? (
          <div key={id} className="contents">
            <dt className="text-muted">{t(id)}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}
