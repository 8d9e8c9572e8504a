// Content that floats beside a button; for pickers.
import { Popover as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cls } from './cls'

export interface PopoverProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  trigger: ReactNode
  /** Names the panel for screen readers. */
  label: string
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom'
  className?: string
  children: ReactNode
}

export function Popover(props: PopoverProps) {
  const { open, onOpenChange, trigger, label, align = 'start', side = 'bottom' } = props
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className={cls(
            'z-[60] animate-appear rounded-panel border border-line bg-raised shadow-float outline-none',
            props.className,
          )}
        >
          {props.children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
