// Sorts chats into the stretches of time the sidebar shows.
import { formatDate, t } from '../../text/index'
import type { ChatTitle } from '../../wire'

export interface ChatGroup {
  key: string
  label: string
  chats: ChatTitle[]
}

const DAY = 86_400

const startOfDay = (now: Date): number =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime() / 1000

const groupOf = (seconds: number, now: Date): { key: string; label: string } => {
  const today = startOfDay(now)
  if (seconds >= today) return { key: 'today', label: t('sidebar.today') }
  if (seconds >= today - DAY) return { key: 'yesterday', label: t('sidebar.yesterday') }
  if (seconds >= today - 7 * DAY) return { key: 'week', label: t('sidebar.week') }
  if (seconds >= today - 30 * DAY) return { key: 'month', label: t('sidebar.month') }
  const date = new Date(seconds * 1000)
  const sameYear = date.getFullYear() === now.getFullYear()
  return {
    key: `${date.getFullYear()}-${date.getMonth()}`,
    label: formatDate(date, sameYear ? { month: 'long' } : { month: 'long', year: 'numeric' }),
  }
}

/** Takes chats newest first; answers groups newest first, none of them empty. */
export const groupChats = (chats: ChatTitle[], now = new Date()): ChatGroup[] => {
  const groups = new Map<string, ChatGroup>()
  for (const chat of chats) {
    const { key, label } = groupOf(chat.updated_at, now)
    const group = groups.get(key) ?? { key, label, chats: [] }
    group.chats.push(chat)
    groups.set(key, group)
  }
  return [...groups.values()]
}
