// What of the frame is open: sidebar, palette, shortcut sheet. Shared without a provider.
import { useSyncExternalStore } from 'react'

interface Frame {
  /** The sidebar of a wide screen is folded away. */
  folded: boolean
  /** The sidebar of a phone is open, as a sheet. */
  drawer: boolean
  palette: boolean
  shortcuts: boolean
}

const KEY = 'hearth.sidebar'
const watchers = new Set<() => void>()
const wide = matchMedia('(min-width: 48rem)')

let frame: Frame = {
  folded: localStorage.getItem(KEY) === 'folded',
  drawer: false,
  palette: false,
  shortcuts: false,
}

export const setFrame = (change: Partial<Frame>): void => {
  frame = { ...frame, ...change }
  if (change.folded !== undefined) localStorage.setItem(KEY, change.folded ? 'folded' : 'open')
  for (const watcher of watchers) watcher()
}

/** Folds or unfolds the sidebar; on a phone opens or closes its sheet. */
export const toggleSidebar = (): void =>
  setFrame(wide.matches ? { folded: !frame.folded } : { drawer: !frame.drawer })

const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export const useFrame = (): Frame => useSyncExternalStore(watch, () => frame)

const watchWidth = (watcher: () => void) => {
  wide.addEventListener('change', watcher)
  return () => wide.removeEventListener('change', watcher)
}

/** Whether there is room for the sidebar beside the page (768 px and more). */
export const useWide = (): boolean => useSyncExternalStore(watchWidth, () => wide.matches)
