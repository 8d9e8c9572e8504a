// What stands in the panel beside the page: a document, or why an answer has its sources.
import { useSyncExternalStore } from 'react'
import type { Report, Source } from '../../wire'
import type { Sight } from './document'

export type PanelView =
  | { kind: 'document'; id: string; name: string; sight: Sight; url?: string }
  | { kind: 'reasons'; report: Report; sources: Source[] }

/** The newest last: closing a document that was opened from the reasons leads back to them. */
let views: PanelView[] = []
/** What had the focus before the panel came. */
let before: Element | null = null
const watchers = new Set<() => void>()

const show = (next: PanelView[]) => {
  views = next
  for (const watcher of watchers) watcher()
}

/** Shows it in place of what is there. */
export const openPanel = (view: PanelView): void => {
  if (views.length === 0) before = document.activeElement
  show([view])
}

/** Shows it over what is there. */
export const pushPanel = (view: PanelView): void => {
  if (views.length === 0) before = document.activeElement
  show([...views, view])
}

/** Back to what lay below. */
export const popPanel = (): void => (views.length > 1 ? show(views.slice(0, -1)) : closePanel())

export const closePanel = (): void => {
  if (views.length === 0) return
  show([])
  if (before instanceof HTMLElement && before.isConnected) before.focus()
  before = null
}

const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export const usePanel = (): PanelView[] => useSyncExternalStore(watch, () => views)
