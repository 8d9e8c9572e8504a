// What a model thought before it spoke: folded, with the time it took.
import { ChevronRight } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { cls } from '../parts/ui/cls'
import { type TextId, useText } from '../text/index'
import { Markdown } from './markdown/markdown'

interface ThoughtProps {
  text: string
  /** True while it thinks. */
  running: boolean
  /** How long it took, where the server knows. */
  ms: number | null
}

/** Milliseconds since the thinking began, counted while it runs and kept after. */
const useClock = (running: boolean): number | null => {
  const began = useRef<number | null>(null)
  const [elapsed, setElapsed] = useState<number | null>(null)
  useEffect(() => {
    if (!running) return
    began.current ??= Date.now()
    const count = () => setElapsed(Date.now() - (began.current ?? Date.now()))
    const timer = setInterval(count, 1000)
    return () => {
      clearInterval(timer)
      count()
    }
  }, [running])
  return elapsed
}

const timeOf = (ms: number | null): [TextId, Record<string, number>?] => {
  if (ms === null) return ['chat.thought.done']
  const seconds = Math.max(1, Math.round(ms / 1000))
  if (seconds < 90) return ['chat.thought.for', { seconds }]
  return ['chat.thought.minutes', { minutes: Math.round(seconds / 60) }]
}

export function Thought({ text, running, ms }: ThoughtProps) {
  const elapsed = useClock(running)
  const [open, setOpen] = useState(false)
  const t = useText()
  if (!text && !running) return null
  return (
    <div className="my-3 first:mt-0">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="tap -ms-1.5 flex items-center gap-1 rounded-control px-1.5 py-1 text-muted hover:text-text"
      >
        <ChevronRight
          aria-hidden
          size={16}
          className={cls(
            'transition-transform duration-[120ms]',
            open ? 'rotate-90' : 'rtl:rotate-180',
          )}
        />
        <span className={cls(running && 'animate-breathe')}>
          {running ? t('chat.thought.running') : t(...timeOf(ms ?? elapsed))}
        </span>
        {running && elapsed ? (
          <span className="tabular-nums">
            {t('chat.thought.seconds', { seconds: Math.round(elapsed / 1000) })}
          </span>
        ) : null}
      </button>
      {open ? (
        <div className="mt-1 border-s-2 border-line ps-4 text-muted [&_.chat-prose]:text-[0.9375rem]">
          <Markdown text={text} running={running} />
        </div>
      ) : null}
    </div>
  )
}
