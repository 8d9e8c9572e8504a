// What a chat page shows, and how it keeps in step with the server and with other tabs.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { chats } from '../api'
import { keys, queryClient } from '../cache'
import { onLive } from '../live'
import type { Chat } from '../wire'
import { clearSheet, useSheet, wasBornHere } from './desk'
import { follow, isFollowed } from './follow'
import { isLive } from './live'
import { stopAllCompleting } from './temporary'
import { type History, historyOf } from './tree'
import { withUnsaved } from './unsaved'

export interface Conversation {
  chat: Chat | undefined
  history: History
  error: Error | null
  reload: () => void
  /** Changes when another conversation is shown, not when a new one gets its id. */
  key: number
}

export const useConversation = (chatId: string, temporary: boolean): Conversation => {
  const query = useQuery({
    queryKey: keys.chat(chatId),
    queryFn: async ({ signal }) => withUnsaved(await chats.read(chatId, signal)),
    enabled: chatId !== '',
  })
  const sheet = useSheet()
  const chat = chatId ? query.data : undefined
  const history = useMemo(() => (chat ? historyOf(chat.chat) : sheet), [chat, sheet])
  const key = useKey(chatId, temporary)
  useJoining(chatId, chat ? history : undefined)
  useNews(chatId, query.refetch)
  useLeaving(chatId, temporary)
  return {
    chat,
    history: chatId && !chat ? EMPTY_WHILE_LOADING : history,
    error: query.error,
    reload: () => void query.refetch(),
    key,
  }
}

const EMPTY_WHILE_LOADING: History = { currentId: null, messages: {} }

const useKey = (chatId: string, temporary: boolean): number => {
  const place = temporary ? 'temporary' : chatId
  const [shown, setShown] = useState({ place, key: 0 })
  if (shown.place === place) return shown.key
  const same = shown.place === '' && wasBornHere(chatId)
  const key = same ? shown.key : shown.key + 1
  setShown({ place, key })
  return key
}

/** A reply that runs at the server is joined, wherever it was started. */
const useJoining = (chatId: string, history: History | undefined) => {
  useEffect(() => {
    for (const message of Object.values(history?.messages ?? {})) {
      const known = isFollowed(message.id) || isLive(message.id)
      if (message.state !== 'running' || known) continue
      follow(chatId, message.id, message.content, message.reasoning ?? '')
    }
  }, [chatId, history])
}

const useNews = (chatId: string, reload: () => unknown) => {
  useEffect(() => {
    if (!chatId) return
    return onLive(event => {
      // The cache has let go of a deleted chat: asking again shows that it is gone.
      if (event.type === 'chat' && event.chat_id === chatId && event.action === 'deleted') reload()
      if (event.type !== 'reply' || event.reply.chat_id !== chatId) return
      const { id } = event.reply
      if (isFollowed(id) || isLive(id)) return
      // Its messages are not here yet; joining follows when they are.
      void queryClient.invalidateQueries({ queryKey: keys.chat(chatId) })
    })
  }, [chatId, reload])
}

/** What only this page has ends with it. */
const leave = (chatId: string, temporary: boolean) => {
  if (temporary) stopAllCompleting()
  if (!chatId) clearSheet()
}

const useLeaving = (chatId: string, temporary: boolean) => {
  useEffect(() => () => leave(chatId, temporary), [chatId, temporary])
}
