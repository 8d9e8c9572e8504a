// Changes that the server does not have yet: they are made again on what is read from it meanwhile.
import { keys, queryClient } from '../cache'
import type { Chat } from '../wire'
import { type History, historyOf } from './tree'

export type Edit = (history: History) => History

const held = new Map<string, Set<Edit>>()

/**
 * Holds a change of a chat until the server has it, or has refused it; gives the function that says
 * so. What was on its way from the server at that moment is too old, and is read again.
 */
export const hold = (chatId: string, edit: Edit): (() => void) => {
  const edits = held.get(chatId) ?? new Set()
  held.set(chatId, edits.add(edit))
  return () => {
    edits.delete(edit)
    if (edits.size === 0 && held.get(chatId) === edits) held.delete(chatId)
    const queryKey = keys.chat(chatId)
    if (queryClient.isFetching({ queryKey })) void queryClient.invalidateQueries({ queryKey })
  }
}

/** The chat as the server gave it, with what it does not have yet. */
export const withUnsaved = (chat: Chat): Chat => {
  const edits = held.get(chat.id)
  if (!edits) return chat
  const history = [...edits].reduce((grown, edit) => edit(grown), historyOf(chat.chat))
  return { ...chat, chat: { ...chat.chat, history } }
}
