// A choice of a few: the browser's own list, dressed like our fields.
import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cls } from './cls'

export interface SelectProps extends Omit<ComponentProps<'select'>, 'onChange'> {
  options: { value: string; label: string }[]
  onValue: (value: string) => void
}

export function Select({ options, onValue, className, ...rest }: SelectProps) {
  return (
    <span className={cls('relative inline-flex', className)}>
      <select
        {...rest}
        onChange={event => onValue(event.target.value)}
        className="h-9 w-full appearance-none rounded-control border border-edge bg-surface ps-3 pe-8 hover:border-muted touch:h-11 max-sm:text-base"
      >
        {options.map(option => (
          <option key={option.value} value={option.value} className="bg-raised text-text">
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        size={16}
        className="pointer-events-none absolute end-2.5 top-1/2 -translate-y-1/2 text-muted"
      />
    </span>
  )
}
