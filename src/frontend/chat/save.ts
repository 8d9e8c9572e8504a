// Sends what changed in a chat to the server, a moment after the last change: the branch that is shown,
// or the messages, these never under a reply.
import { chats } from '../api'
import { keys, queryClient } from '../cache'
import { notifyTrouble } from '../parts/ui/toast'
import { t } from '../text/index'
import type { Chat } from '../wire'
import { onRunningChange, runningIn } from './live'
import { type History, historyOf } from './tree'

const PAUSE = 500

type Timers = Map<string, ReturnType<typeof setTimeout>>

const saves: Timers = new Map()
const turns: Timers = new Map()

const soon = (timers: Timers, chatId: string, work: (chatId: string) => Promise<void>): void => {
  clearTimeout(timers.get(chatId))
  const start = () => {
    timers.delete(chatId)
    void work(chatId)
  }
  timers.set(chatId, setTimeout(start, PAUSE))
}

/** Saves the chat's messages soon; changes in quick succession go as one. */
export const saveSoon = (chatId: string): void => soon(saves, chatId, save)

/** Saves soon which branch is shown. */
export const turnSoon = (chatId: string): void => soon(turns, chatId, turn)

const historyIn = (chatId: string): History | undefined => {
  const chat = queryClient.getQueryData<Chat>(keys.chat(chatId))
  return chat && historyOf(chat.chat)
}

const attempt = async (chatId: string, work: Promise<unknown>): Promise<void> => {
  try {
    await work
  } catch (error) {
    notifyTrouble(t('chat.saveFailed'), error)
    void queryClient.invalidateQueries({ queryKey: keys.chat(chatId) })
  }
}

const turn = async (chatId: string): Promise<void> => {
  const currentId = historyIn(chatId)?.currentId
  if (currentId) await attempt(chatId, chats.turn(chatId, currentId))
}

/** A running reply writes to the same rows: what the page has of it is old, so wait for its end. */
const save = async (chatId: string): Promise<void> => {
  if (runningIn(chatId)) {
    const off = onRunningChange(() => {
      if (runningIn(chatId)) return
      off()
      saveSoon(chatId)
    })
    return
  }
  const history = historyIn(chatId)
  if (history) await attempt(chatId, chats.save(chatId, { history }))
}
