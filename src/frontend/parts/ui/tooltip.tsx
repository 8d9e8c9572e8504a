// A short name beside a control, on hover and on focus.
import { Tooltip } from 'radix-ui'
import type { FocusEvent, ReactNode } from 'react'
import { Keys } from './keys'

export const TipProvider = ({ children }: { children: ReactNode }) => (
  <Tooltip.Provider delayDuration={450} skipDelayDuration={200}>
    {children}
  </Tooltip.Provider>
)

/** A focus that was given back after a press of the mouse is no wish to be told the name. */
const quietly = (event: FocusEvent) => {
  if (!event.currentTarget.matches(':focus-visible')) event.preventDefault()
}

interface TipProps {
  text: string
  keys?: string[]
  side?: 'top' | 'bottom' | 'left' | 'right'
  /** The control itself; must take a ref and spread props. */
  children: ReactNode
}

export function Tip({ text, keys, side = 'bottom', children }: TipProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild onFocus={quietly}>
        {children}
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-[70] flex max-w-72 animate-appear items-center gap-2 rounded-control bg-text px-2.5 py-1 text-[0.8125rem] text-surface shadow-float"
        >
          {text}
          {keys ? <Keys keys={keys} plain /> : null}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
