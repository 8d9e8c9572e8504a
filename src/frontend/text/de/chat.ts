// Messages of the chat page.
import type { chat as source } from '../en/chat'

export const chat: Record<keyof typeof source, string> = {}
