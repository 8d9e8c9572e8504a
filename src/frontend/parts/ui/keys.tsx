// A key combination as the keyboard in front of the person writes it.
import { cls } from './cls'

export const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)

const apple: Record<string, string> = { mod: '⌘', shift: '⇧', alt: '⌥', enter: '⏎', backspace: '⌫' }
const others: Record<string, string> = { mod: 'Ctrl', shift: 'Shift', alt: 'Alt', enter: 'Enter' }

const nameOf = (key: string): string => {
  const named = (isApple ? apple : others)[key]
  return named ?? (key.length === 1 ? key.toUpperCase() : key)
}

/** `keys` are `mod`, `shift`, `alt`, `enter` or the key itself. Beside a thing to press, fingers need none. */
export function Keys({
  keys,
  plain,
  listed,
}: {
  keys: string[]
  plain?: boolean
  listed?: boolean
}) {
  return (
    <kbd
      dir="ltr"
      className={cls('inline-flex shrink-0 gap-1 font-sans text-xs', !listed && 'touch:hidden')}
    >
      {keys.map(key => (
        <span
          key={key}
          className={cls(
            'inline-flex min-w-5 items-center justify-center rounded-[5px] px-1',
            plain ? 'opacity-75' : 'border border-line bg-surface text-muted',
          )}
        >
          {nameOf(key)}
        </span>
      ))}
    </kbd>
  )
}
