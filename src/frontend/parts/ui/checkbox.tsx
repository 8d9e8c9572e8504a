// A mark to set among others, with room enough around it for a finger.
import type { ComponentProps } from 'react'
import { cls } from './cls'

const mark = 'size-4 shrink-0 accent-current disabled:opacity-40'

/** A mark and the words behind it; both set it. */
export const Checkbox = ({ children, className, ...rest }: ComponentProps<'input'>) => (
  <label className={cls('flex items-center gap-3', className)}>
    <input {...rest} type="checkbox" className={mark} />
    {children}
  </label>
)

/** One that stands alone; `label` names it for those who do not see where. */
export const LoneCheckbox = ({ label, ...rest }: ComponentProps<'input'> & { label: string }) => (
  <label className="grid size-8 shrink-0 place-items-center touch:size-11">
    <input {...rest} type="checkbox" aria-label={label} className={mark} />
  </label>
)
