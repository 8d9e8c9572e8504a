// Sends changed messages of a chat to the server: a moment after the last change, never under a reply.
import { chats } from '../api'
import { keys, queryClient } from '../cache'
import { notifyTrouble } from '../parts/ui/toast'
import { t } from '../text/index'
import type { Chat } from '../wire'
import { onRunningChange, runningIn } from './live'
import { historyOf } from './tree'

const PAUSE = 500

const timers = new Map<string, ReturnType<typeof setTimeout>>()

/** Saves the chat's history soon; changes in quick succession go as one. */
export const saveSoon = (chatId: string): void => {
  clearTimeout(timers.get(chatId))
  timers.set(
    chatId,
    setTimeout(() => void save(chatId), PAUSE),
  )
}

/** A running reply writes to the same rows: what the page has of it is old, so wait for its end. */
const save = async (chatId: string): Promise<void> => {
  timers.delete(chatId)
  if (runningIn(chatId)) {
    const off = onRunningChange(() => {
      if (runningIn(chatId)) return
      off()
      saveSoon(chatId)
    })
    return
  }
  const chat = queryClient.getQueryData<Chat>(keys.chat(chatId))
  if (!chat) return
  try {
    await chats.save(chatId, { history: historyOf(chat.chat) })
  } catch (error) {
    notifyTrouble(t('chat.saveFailed'), error)
    void queryClient.invalidateQueries({ queryKey: keys.chat(chatId) })
  }
}
