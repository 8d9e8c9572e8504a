// Messages of the connections page.
import type { connections as source } from '../en/connections'

export const connections: Record<keyof typeof source, string> = {}
