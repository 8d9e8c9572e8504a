// A menu that drops from a button.
import { Check, ChevronRight } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cls } from './cls'
import { Keys } from './keys'

const panel = cls(
  'z-[60] max-h-[var(--radix-dropdown-menu-content-available-height)] min-w-48 max-w-80 animate-appear',
  'overflow-y-auto rounded-panel border border-line bg-raised p-1 shadow-float',
)

const row = cls(
  'flex min-h-8 w-full select-none items-center gap-2.5 rounded-[7px] px-2.5 py-1 outline-none',
  'data-[highlighted]:bg-wash-strong data-[disabled]:opacity-50 [@media(pointer:coarse)]:min-h-11',
)

export interface MenuProps {
  /** The button that opens it; must take a ref and spread props. */
  trigger: ReactNode
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom' | 'left' | 'right'
  className?: string
  onOpenChange?: (open: boolean) => void
  children: ReactNode
}

export function Menu(props: MenuProps) {
  const { trigger, align = 'start', side = 'bottom', className, onOpenChange, children } = props
  return (
    <Radix.Root modal={false} {...(onOpenChange ? { onOpenChange } : {})}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className={cls(panel, className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

export interface MenuItemProps {
  icon?: ReactNode
  keys?: string[]
  danger?: boolean
  disabled?: boolean
  onSelect?: (event: Event) => void
  children: ReactNode
}

export function MenuItem({ icon, keys, danger, disabled, onSelect, children }: MenuItemProps) {
  return (
    <Radix.Item
      className={cls(row, danger && 'text-danger')}
      {...(disabled ? { disabled } : {})}
      {...(onSelect ? { onSelect } : {})}
    >
      {icon ? <span className={cls('shrink-0', !danger && 'text-muted')}>{icon}</span> : null}
      <span className="min-w-0 flex-1">{children}</span>
      {keys ? <Keys keys={keys} /> : null}
    </Radix.Item>
  )
}

export function MenuSwitch(props: {
  checked: boolean
  onChecked: (checked: boolean) => void
  children: ReactNode
}) {
  return (
    <Radix.CheckboxItem
      checked={props.checked}
      onCheckedChange={props.onChecked}
      onSelect={event => event.preventDefault()}
      className={row}
    >
      <span className="min-w-0 flex-1">{props.children}</span>
      <Radix.ItemIndicator>
        <Check aria-hidden size={16} className="text-muted" />
      </Radix.ItemIndicator>
    </Radix.CheckboxItem>
  )
}

export function MenuChoice(props: {
  value: string
  onValue: (value: string) => void
  options: { value: string; label: string; icon?: ReactNode }[]
}) {
  return (
    <Radix.RadioGroup value={props.value} onValueChange={props.onValue}>
      {props.options.map(option => (
        <Radix.RadioItem key={option.value} value={option.value} className={row}>
          {option.icon ? <span className="shrink-0 text-muted">{option.icon}</span> : null}
          <span className="min-w-0 flex-1">{option.label}</span>
          <Radix.ItemIndicator>
            <Check aria-hidden size={16} className="text-muted" />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  )
}

export const MenuLine = () => <Radix.Separator className="mx-1 my-1 h-px bg-line" />

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <Radix.Label className="px-2.5 py-1 text-xs text-muted">{children}</Radix.Label>
)

export function Submenu(props: { icon?: ReactNode; label: string; children: ReactNode }) {
  return (
    <Radix.Sub>
      <Radix.SubTrigger className={cls(row, 'data-[state=open]:bg-wash')}>
        {props.icon ? <span className="shrink-0 text-muted">{props.icon}</span> : null}
        <span className="min-w-0 flex-1">{props.label}</span>
        <ChevronRight aria-hidden size={16} className="text-muted rtl:rotate-180" />
      </Radix.SubTrigger>
      <Radix.Portal>
        <Radix.SubContent sideOffset={4} collisionPadding={8} className={panel}>
          {props.children}
        </Radix.SubContent>
      </Radix.Portal>
    </Radix.Sub>
  )
}
