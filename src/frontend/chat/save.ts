// Sends what changed in a chat to the server, a moment after the last change: the messages, or which
// branch of them is shown.
import { chats } from '../api'
import { keys, queryClient } from '../cache'
import { notifyTrouble } from '../parts/ui/toast'
import { t } from '../text/index'
import type { Chat } from '../wire'
import { onRunningChange, runningIn } from './live'
import { type History, historyOf } from './tree'
import { type Edit, hold } from './unsaved'

const PAUSE = 500

/** Changes of one kind on their way; those in quick succession go as one. */
class Outgoing {
  readonly #send: (chatId: string) => Promise<unknown>
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #releases = new Map<string, (() => void)[]>()

  constructor(send: (chatId: string) => Promise<unknown>) {
    this.#send = send
  }

  /** Sends the chat soon, as it is then. */
  add(chatId: string, edit: Edit): void {
    const releases = this.#releases.get(chatId) ?? []
    this.#releases.set(chatId, [...releases, hold(chatId, edit)])
    clearTimeout(this.#timers.get(chatId))
    this.#timers.set(
      chatId,
      setTimeout(() => void this.#go(chatId), PAUSE),
    )
  }

  async #go(chatId: string): Promise<void> {
    const releases = this.#releases.get(chatId) ?? []
    this.#releases.delete(chatId)
    const refused = await this.#send(chatId).then(
      () => false,
      (error: unknown) => {
        notifyTrouble(t('chat.saveFailed'), error)
        return true
      },
    )
    for (const release of releases) release()
    if (refused) void queryClient.invalidateQueries({ queryKey: keys.chat(chatId) })
  }
}

const historyIn = (chatId: string): History | undefined => {
  const chat = queryClient.getQueryData<Chat>(keys.chat(chatId))
  return chat && historyOf(chat.chat)
}

/** Resolves when no reply runs: it writes to the same rows, and what the page has of them is old. */
const quiet = (chatId: string): Promise<void> =>
  new Promise(resolve => {
    if (!runningIn(chatId)) return resolve()
    const off = onRunningChange(() => {
      if (runningIn(chatId)) return
      off()
      resolve()
    })
  })

const messages = new Outgoing(async chatId => {
  await quiet(chatId)
  const history = historyIn(chatId)
  if (history) await chats.save(chatId, { history })
})

const turns = new Outgoing(async chatId => {
  const currentId = historyIn(chatId)?.currentId
  if (currentId) await chats.turn(chatId, currentId)
})

/** Saves the chat's messages soon, which this edit has changed. */
export const saveSoon = (chatId: string, edit: Edit): void => messages.add(chatId, edit)

/** Saves soon which branch is shown, which this edit has changed. */
export const turnSoon = (chatId: string, edit: Edit): void => turns.add(chatId, edit)
