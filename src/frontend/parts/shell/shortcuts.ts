// The keyboard: which keys do what, in one table, and a hook that listens for them.
import { useEffect, useRef } from 'react'
import type { TextId } from '../../text/index'
import { isApple } from '../ui/keys'

export interface Shortcut {
  keys: string[]
  text: TextId
}

/** Everything that `?` lists. Parts of the page listen with `useShortcut(shortcuts.x.keys, …)`. */
export const shortcuts = {
  palette: { keys: ['mod', 'k'], text: 'shortcut.palette' },
  newChat: { keys: ['mod', 'shift', 'o'], text: 'shortcut.newChat' },
  sidebar: { keys: ['mod', 'shift', 's'], text: 'shortcut.sidebar' },
  settings: { keys: ['mod', '.'], text: 'shortcut.settings' },
  sheet: { keys: ['?'], text: 'shortcut.sheet' },
  /** The notices listen for it themselves. */
  notices: { keys: ['alt', 't'], text: 'shortcut.notices' },
  model: { keys: ['mod', 'shift', 'm'], text: 'shortcut.model' },
  focus: { keys: ['shift', 'Esc'], text: 'shortcut.focus' },
  send: { keys: ['enter'], text: 'shortcut.send' },
  newLine: { keys: ['shift', 'enter'], text: 'shortcut.newLine' },
  editLast: { keys: ['↑'], text: 'shortcut.editLast' },
  stop: { keys: ['Esc'], text: 'shortcut.stop' },
  copyLast: { keys: ['mod', 'shift', 'c'], text: 'shortcut.copyLast' },
  copyCode: { keys: ['mod', 'shift', ';'], text: 'shortcut.copyCode' },
} as const satisfies Record<string, Shortcut>

export const shortcutGroups: { text: TextId; items: (keyof typeof shortcuts)[] }[] = [
  {
    text: 'shortcut.groupApp',
    items: ['palette', 'newChat', 'sidebar', 'settings', 'notices', 'sheet'],
  },
  {
    text: 'shortcut.groupChat',
    items: ['send', 'newLine', 'editLast', 'stop', 'focus', 'model', 'copyLast', 'copyCode'],
  },
]

const keyNames: Record<string, string> = { Esc: 'escape', '↑': 'arrowup', enter: 'enter' }

/** Whether this key press is that combination, on this person's keyboard. */
export const pressed = (event: KeyboardEvent, keys: readonly string[]): boolean => {
  const key = keys.at(-1) ?? ''
  if (event.key.toLowerCase() !== (keyNames[key] ?? key)) return false
  const mod = isApple ? event.metaKey : event.ctrlKey
  const other = isApple ? event.ctrlKey : event.metaKey
  // A sign such as `?` needs Shift on some keyboards and not on others.
  const shiftFits = /^[^a-z0-9]$/i.test(key) || event.shiftKey === keys.includes('shift')
  return mod === keys.includes('mod') && !other && !event.altKey && shiftFits
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Runs the action while the component is on the page. Plain keys rest while somebody types. */
export const useShortcut = (keys: readonly string[], action: () => void): void => {
  const latest = useRef(action)
  latest.current = action
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !pressed(event, keys)) return
      if (!keys.includes('mod') && typing(event.target)) return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [keys])
}
