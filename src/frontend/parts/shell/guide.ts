// Whether the first-run guide was put aside, for as long as this tab lives.
import { useSyncExternalStore } from 'react'

const KEY = 'hearth.guide'
const watchers = new Set<() => void>()

export const dismissGuide = (): void => {
  sessionStorage.setItem(KEY, 'dismissed')
  for (const watcher of watchers) watcher()
}

const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export const useGuide = (): { dismissed: boolean } => ({
  dismissed: useSyncExternalStore(watch, () => sessionStorage.getItem(KEY) === 'dismissed'),
})
