// Buttons: one look for the primary action, quiet ones for all else.
import type { ComponentProps, ReactNode } from 'react'
import { cls } from './cls'
import { Spinner } from './spinner'
import { Tip } from './tooltip'

const looks = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-strong active:bg-accent-strong',
  outline: 'border border-edge/60 bg-transparent hover:bg-wash active:bg-wash-strong',
  quiet: 'bg-transparent hover:bg-wash active:bg-wash-strong',
  danger: 'bg-danger text-danger-ink hover:bg-danger-strong active:bg-danger-strong',
} as const

const sizes = {
  sm: 'h-8 px-2.5 gap-1.5 text-[0.8125rem]',
  md: 'h-9 px-3.5 gap-2 touch:h-11',
  lg: 'h-11 px-4 gap-2',
} as const

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: keyof typeof looks
  size?: keyof typeof sizes
  /** Shows that the work is under way and keeps a second press away. */
  busy?: boolean
}

export function Button(props: ButtonProps) {
  const { variant = 'outline', size = 'md', busy = false, className, children, ...rest } = props
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? event => event.preventDefault() : rest.onClick}
      className={cls(
        'tap inline-flex shrink-0 select-none items-center justify-center rounded-control font-medium',
        'transition-colors duration-[120ms] disabled:cursor-not-allowed disabled:opacity-50',
        looks[variant],
        sizes[size],
        className,
      )}
    >
      {busy ? <Spinner /> : null}
      {children}
    </button>
  )
}

const squares = { sm: 'size-7', md: 'size-8', lg: 'size-9' } as const

export interface IconButtonProps extends ComponentProps<'button'> {
  /** Names the button for screen readers, and in its tooltip. */
  label: string
  children: ReactNode
  size?: keyof typeof squares
  /** The keys that do the same, shown in the tooltip: `['mod', 'k']`. */
  keys?: string[]
  tip?: boolean
  side?: 'top' | 'bottom' | 'left' | 'right'
}

export function IconButton(props: IconButtonProps) {
  const { label, size = 'md', keys, tip = true, side, className, children, ...rest } = props
  const button = (
    <button
      type="button"
      aria-label={label}
      {...rest}
      className={cls(
        'tap inline-flex shrink-0 items-center justify-center rounded-control text-muted',
        'transition-colors duration-[120ms] hover:bg-wash hover:text-text',
        'aria-expanded:bg-wash-strong aria-expanded:text-text aria-pressed:text-accent',
        'disabled:cursor-not-allowed disabled:opacity-50',
        squares[size],
        className,
      )}
    >
      {children}
    </button>
  )
  if (!tip) return button
  return (
    <Tip text={label} {...(keys ? { keys } : {})} {...(side ? { side } : {})}>
      {button}
    </Tip>
  )
}
