// What can be done to a chat from anywhere, shown at once and taken back if the server refuses.
import type { InfiniteData } from '@tanstack/react-query'
import { chats as api } from './api'
import { keys, queryClient } from './cache'
import { notifyTrouble } from './parts/ui/toast'
import { t } from './text/index'
import type { Chat, ChatTitle } from './wire'

type Pages = InfiniteData<ChatTitle[], number>
export type ListedChat = ChatTitle & { pinned?: boolean | null; archived?: boolean }

/** What the server calls a chat that has no title yet. */
const UNNAMED = 'New Chat'

/** The title as the person reads it. */
export const titleOf = ({ title }: { title: string }): string =>
  title && title !== UNNAMED ? title : t('chat.untitled')

const editPages = (edit: (page: ChatTitle[], index: number) => ChatTitle[]) =>
  queryClient.setQueryData<Pages>(
    keys.chatList,
    data => data && { ...data, pages: data.pages.map(edit) },
  )

const editRows = (edit: (rows: ChatTitle[]) => ChatTitle[]) => {
  editPages(edit)
  queryClient.setQueryData<ChatTitle[]>(keys.pinned, rows => rows && edit(rows))
  queryClient.setQueriesData<ChatTitle[]>({ queryKey: ['chats', 'search'] }, rows =>
    Array.isArray(rows) ? edit(rows) : rows,
  )
}

/** Takes the chat out of every list in the cache; a page that shows it asks again and learns that it is gone. */
export const forgetChat = (id: string): void => {
  editRows(rows => rows.filter(row => row.id !== id))
  queryClient.removeQueries({ queryKey: keys.chat(id), type: 'inactive' })
  void queryClient.resetQueries({ queryKey: keys.chat(id) })
}

/** Puts the chat where it belongs by its new state: top of the list, pinned or gone. */
export const placeChat = (chat: ListedChat): void => {
  const row: ChatTitle = {
    id: chat.id,
    title: chat.title,
    updated_at: chat.updated_at,
    created_at: chat.created_at,
  }
  if (chat.pinned || chat.archived) {
    editPages(page => page.filter(other => other.id !== row.id))
    void queryClient.invalidateQueries({ queryKey: chat.archived ? keys.archived : keys.pinned })
  }
  if (chat.archived || !chat.pinned) {
    queryClient.setQueryData<ChatTitle[]>(keys.pinned, rows =>
      rows?.filter(other => other.id !== row.id),
    )
  }
  if (chat.pinned || chat.archived) return
  editPages((page, index) => {
    const others = page.filter(other => other.id !== row.id)
    return index === 0 ? [row, ...others].sort((a, b) => b.updated_at - a.updated_at) : others
  })
}

/** Reads the lists again; the chats themselves stay. */
export const reloadLists = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: keys.chats })

/** Pages are counted by the server: a row that left makes the next page begin too late. */
export const reloadPages = (): void =>
  void queryClient.invalidateQueries({ queryKey: keys.chatList })

const attempt = async (work: () => Promise<unknown>, failure: string): Promise<boolean> => {
  try {
    await work()
    return true
  } catch (error) {
    notifyTrouble(failure, error)
    void reloadLists()
    return false
  }
}

/** Shows a new title everywhere without telling the server. */
export const showTitle = (id: string, title: string): void => {
  editRows(rows => rows.map(row => (row.id === id ? { ...row, title } : row)))
  queryClient.setQueryData<Chat>(
    keys.chat(id),
    chat => chat && { ...chat, title, chat: { ...chat.chat, title } },
  )
}

export const renameChat = (id: string, title: string): Promise<boolean> => {
  showTitle(id, title)
  return attempt(() => api.save(id, { title }), t('chats.renameFailed'))
}

const take = (chat: Chat) => {
  placeChat(chat)
  reloadPages()
  queryClient.setQueryData<Chat>(
    keys.chat(chat.id),
    known => known && { ...known, pinned: chat.pinned, archived: chat.archived },
  )
}

export const pinChat = (id: string): Promise<boolean> =>
  attempt(async () => take(await api.pin(id)), t('chats.pinFailed'))

export const archiveChat = (id: string): Promise<boolean> =>
  attempt(async () => {
    take(await api.archive(id))
    void queryClient.invalidateQueries({ queryKey: keys.archived })
  }, t('chats.archiveFailed'))

/** Copies the chat; answers the id of the copy, or null when it failed. */
export const cloneChat = async (id: string): Promise<string | null> => {
  try {
    const copy = await api.clone(id)
    placeChat(copy)
    return copy.id
  } catch (error) {
    notifyTrouble(t('chats.cloneFailed'), error)
    return null
  }
}
