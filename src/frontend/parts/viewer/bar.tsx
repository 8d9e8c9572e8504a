// Above a PDF: which page one is on, the way to another, nearer and farther.
import { ChevronDown, ChevronUp, Minus, Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useText } from '../../text/index'
import { IconButton } from '../ui/button'

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3]

interface BarProps {
  current: number
  of: number
  zoom: number
  onGo: (page: number) => void
  onZoom: (zoom: number) => void
}

export function Bar({ current, of, zoom, onGo, onZoom }: BarProps) {
  const t = useText()
  const smaller = ZOOMS.findLast(step => step < zoom)
  const larger = ZOOMS.find(step => step > zoom)
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1 border-b border-line px-3 py-1 text-[0.8125rem] text-muted">
      <IconButton
        label={t('viewer.previous')}
        disabled={current <= 1}
        onClick={() => onGo(current - 1)}
      >
        <ChevronUp aria-hidden size={16} />
      </IconButton>
      <IconButton
        label={t('viewer.next')}
        disabled={current >= of}
        onClick={() => onGo(current + 1)}
      >
        <ChevronDown aria-hidden size={16} />
      </IconButton>
      <PageField current={current} of={of} onGo={onGo} />
      <span className="flex-1" />
      <IconButton
        label={t('viewer.smaller')}
        disabled={smaller === undefined}
        onClick={() => smaller && onZoom(smaller)}
      >
        <Minus aria-hidden size={16} />
      </IconButton>
      <span className="min-w-10 text-center tabular-nums">{t('viewer.zoom', { zoom })}</span>
      <IconButton
        label={t('viewer.larger')}
        disabled={larger === undefined}
        onClick={() => larger && onZoom(larger)}
      >
        <Plus aria-hidden size={16} />
      </IconButton>
    </div>
  )
}

type PageFieldProps = Pick<BarProps, 'current' | 'of' | 'onGo'>

function PageField({ current, of, onGo }: PageFieldProps) {
  const [text, setText] = useState(String(current))
  useEffect(() => setText(String(current)), [current])
  const t = useText()
  const go = () => {
    const page = Number(text)
    if (Number.isInteger(page) && page >= 1 && page <= of) onGo(page)
    else setText(String(current))
  }
  return (
    <form
      className="flex items-center gap-1.5"
      onSubmit={event => {
        event.preventDefault()
        go()
      }}
    >
      <input
        aria-label={t('viewer.pageNumber')}
        inputMode="numeric"
        value={text}
        onChange={event => setText(event.target.value)}
        onBlur={go}
        className="h-7 w-12 rounded-control border border-edge/60 bg-transparent px-1 text-center text-text tabular-nums touch:h-9"
      />
      <span className="tabular-nums">{t('viewer.ofPages', { count: of })}</span>
    </form>
  )
}
