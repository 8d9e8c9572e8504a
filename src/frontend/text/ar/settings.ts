// Messages of the settings pages.
import type { settings as source } from '../en/settings'

export const settings: Record<keyof typeof source, string> = {}
