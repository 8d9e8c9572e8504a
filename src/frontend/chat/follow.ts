// Follows a reply of the server to its end: joins, comes back after a lost line, writes the end down.
import { replies } from '../api'
import { keys, queryClient } from '../cache'
import { showTitle } from '../chats'
import { ApiError } from '../request'
import type { Chat, ReplyEvent } from '../wire'
import { announce } from './announce'
import {
  beginLive,
  endLive,
  feedLive,
  finishLive,
  isLive,
  liveMessage,
  markConnected,
} from './live'
import { readEvents } from './sse'
import { EMPTY, type History, historyOf, patch } from './tree'

const FIRST_WAIT = 400
const LONGEST_WAIT = 10_000

const followed = new Map<string, AbortController>()

const historyIn = (chatId: string): History => {
  const chat = queryClient.getQueryData<Chat>(keys.chat(chatId))
  return chat ? historyOf(chat.chat) : EMPTY
}

/** Changes the messages of a chat in the cache; nothing happens if the chat is not there. */
export const editHistory = (chatId: string, edit: (history: History) => History): void => {
  queryClient.setQueryData<Chat>(keys.chat(chatId), chat => {
    if (!chat) return chat
    return { ...chat, chat: { ...chat.chat, history: edit(historyOf(chat.chat)) } }
  })
}

/** Joins a reply that runs at the server. Joining twice is joining once. */
export const follow = (chatId: string, id: string, content = '', reasoning = ''): void => {
  if (followed.has(id)) return
  const stop = new AbortController()
  followed.set(id, stop)
  beginLive(id, chatId, content, reasoning)
  void keepFollowing(chatId, id, stop.signal).finally(() => {
    followed.delete(id)
    if (isLive(id)) endLive(id)
  })
}

export const isFollowed = (id: string): boolean => followed.has(id)

const keepFollowing = async (chatId: string, id: string, signal: AbortSignal): Promise<void> => {
  let after: number | undefined
  let wait = FIRST_WAIT
  while (!signal.aborted) {
    try {
      let ended = false
      const response = await replies.events(id, after, signal)
      markConnected(id, true)
      await readEvents(response, event => {
        if (event.id) after = Number(event.id)
        wait = FIRST_WAIT
        ended = take(chatId, id, JSON.parse(event.data) as ReplyEvent) || ended
      })
      if (ended) return
    } catch (error) {
      if (signal.aborted) return
      if (isGone(error)) return reread(chatId)
    }
    markConnected(id, false)
    await pause(wait, signal)
    wait = Math.min(wait * 2, LONGEST_WAIT)
  }
}

/** Takes an event in; true for the last one. */
const take = (chatId: string, id: string, event: ReplyEvent): boolean => {
  if (event.type === 'title') showTitle(chatId, event.title)
  if (event.type !== 'done') {
    feedLive(id, event)
    return false
  }
  finish(chatId, id, event)
  return true
}

/** The text on the page stays if the server's last word carries none. */
const finish = (chatId: string, id: string, event: ReplyEvent & { type: 'done' }): void => {
  const { state, error } = event
  const known = liveMessage(historyIn(chatId).messages[id] ?? { ...event.message, id })
  const { parentId, childrenIds } = known
  const failure = error ? { error } : {}
  const done = { done: true, state, ...failure }
  const message = { ...known, ...event.message, ...done, id, parentId, childrenIds }
  editHistory(chatId, history => patch(history, id, message))
  finishLive(id, message)
  announce(state, message.modelName ?? message.model)
}

const isGone = (error: unknown): boolean =>
  error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429

const reread = async (chatId: string): Promise<void> => {
  await queryClient.invalidateQueries({ queryKey: keys.chat(chatId) })
}

/** Waits, but no longer than until the line is back. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const end = () => {
      clearTimeout(timer)
      window.removeEventListener('online', end)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms * (0.75 + Math.random() / 2))
    window.addEventListener('online', end)
    signal.addEventListener('abort', end)
  })
