// The row of small actions under a message: on hover and focus, always there on touch.
import { Check, ChevronLeft, ChevronRight, Copy } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../parts/ui/button'
import { cls } from '../parts/ui/cls'
import { useText } from '../text/index'
import { copyText, useCopied } from './copy'
import { useThisDesk } from './desk'
import { showSibling } from './talk'

export function Actions({ stays = false, children }: { stays?: boolean; children: ReactNode }) {
  return (
    <div
      className={cls(
        '-mx-1.5 mt-1 flex flex-wrap items-center gap-0.5 transition-opacity duration-[120ms]',
        'touch:gap-2 touch:opacity-100',
        stays
          ? 'opacity-100'
          : 'opacity-0 focus-within:opacity-100 group-hover/row:opacity-100 has-aria-expanded:opacity-100',
      )}
    >
      {children}
    </div>
  )
}

export function CopyAction({ text }: { text: string }) {
  const [copied, mark] = useCopied()
  const t = useText()
  return (
    <IconButton
      size="sm"
      label={copied ? t('common.copied') : t('chat.action.copy')}
      onClick={() => void copyText(text).then(mark)}
    >
      {copied ? (
        <Check aria-hidden size={15} className="text-good" />
      ) : (
        <Copy aria-hidden size={15} />
      )}
    </IconButton>
  )
}

/** Leads through the versions of a message: ‹ 2/3 ›. */
export function Versions({ id, versions }: { id: string; versions: string }) {
  const desk = useThisDesk()
  const t = useText()
  if (!versions) return null
  const [number = 1, count = 1] = versions.split('/').map(Number)
  return (
    <div className="flex items-center text-[0.8125rem] text-muted">
      <IconButton
        size="sm"
        label={t('chat.branch.previous')}
        disabled={number <= 1}
        onClick={() => showSibling(desk, id, -1)}
      >
        <ChevronLeft aria-hidden size={16} className="rtl:rotate-180" />
      </IconButton>
      <span className="tabular-nums">
        <span aria-hidden dir="ltr">
          {versions}
        </span>
        <span className="sr-only">{t('chat.branch', { number, count })}</span>
      </span>
      <IconButton
        size="sm"
        label={t('chat.branch.next')}
        disabled={number >= count}
        onClick={() => showSibling(desk, id, 1)}
      >
        <ChevronRight aria-hidden size={16} className="rtl:rotate-180" />
      </IconButton>
    </div>
  )
}
