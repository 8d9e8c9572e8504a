// Light, dark or as the system: kept in this browser, worn by the root element.
import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark' | 'system'

const KEY = 'hearth.theme'
const listeners = new Set<() => void>()
const dark = matchMedia('(prefers-color-scheme: dark)')

const isTheme = (value: unknown): value is Theme =>
  value === 'light' || value === 'dark' || value === 'system'

export const currentTheme = (): Theme => {
  const kept = localStorage.getItem(KEY)
  return isTheme(kept) ? kept : 'system'
}

/** What is worn once `system` has been looked up. */
export const resolvedTheme = (): 'light' | 'dark' => {
  const theme = currentTheme()
  return theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
}

const wear = () => {
  document.documentElement.dataset.theme = resolvedTheme()
  for (const listener of listeners) listener()
}

export const setTheme = (theme: Theme): void => {
  localStorage.setItem(KEY, theme)
  wear()
}

/** Follows the system and the other tabs from now on. */
export const followTheme = (): void => {
  wear()
  dark.addEventListener('change', wear)
  window.addEventListener('storage', event => {
    if (event.key === KEY) wear()
  })
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The theme chosen and the one worn; renders again when either changes. */
export const useTheme = (): { theme: Theme; resolved: 'light' | 'dark' } => ({
  theme: useSyncExternalStore(subscribe, currentTheme),
  resolved: useSyncExternalStore(subscribe, resolvedTheme),
})
