// A panel that slides in from an edge and holds the focus until it is closed.
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cls } from './cls'
import { end, Scrim } from './dialog'

export interface SheetProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Names the panel for screen readers. */
  title: string
  side?: 'start' | 'end'
  className?: string
  children: ReactNode
}

export function Sheet({
  open,
  onOpenChange,
  title,
  side = 'start',
  className,
  children,
}: SheetProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Scrim />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={event => {
            // The panel itself, not its first button, whose tooltip would cover the page.
            event.preventDefault()
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
          }}
          onCloseAutoFocus={end}
          className={cls(
            'fixed inset-y-0 z-50 flex outline-none w-[min(20rem,calc(100vw-3rem))] animate-slide-start flex-col bg-sunken shadow-float',
            side === 'start' ? 'start-0' : 'end-0',
            className,
          )}
        >
          <Radix.Title className="sr-only">{title}</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
