// On or off, at once.
import { Switch as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'

export const Switch = (props: ComponentProps<typeof Radix.Root>) => (
  <Radix.Root
    {...props}
    className="tap relative h-6 w-10 shrink-0 rounded-full border border-edge bg-wash transition-colors duration-[120ms] disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:border-text data-[state=checked]:bg-text"
  >
    <Radix.Thumb className="block size-4 translate-x-[3px] rounded-full bg-edge transition-transform duration-[120ms] data-[state=checked]:translate-x-[19px] data-[state=checked]:bg-surface rtl:-translate-x-[3px] rtl:data-[state=checked]:-translate-x-[19px]" />
  </Radix.Root>
)
