// What a person does in a conversation: ask, ask again, go on, stop, edit, switch, delete.
import { replies } from '../api'
import { keys, queryClient } from '../cache'
import { placeChat } from '../chats'
import { notifyAction, notifyTrouble, UNDO_MS } from '../parts/ui/toast'
import { t } from '../text/index'
import type { Chat, Message, MessageFile, Reply, ReplyStart } from '../wire'
import { type Desk, rememberBirth } from './desk'
import { follow } from './follow'
import { beginLive, endLive, placeLive, runningIn } from './live'
import { saveSoon } from './save'
import { complete, stopCompleting } from './temporary'
import { branch, grow, type History, patch, prune, turn } from './tree'

export interface Draft {
  text: string
  files: MessageFile[]
}

const now = () => Math.floor(Date.now() / 1000)

const question = (desk: Desk, draft: Draft, parentId: string | null): Message => ({
  id: crypto.randomUUID(),
  parentId,
  childrenIds: [],
  role: 'user',
  content: draft.text,
  timestamp: now(),
  models: [desk.model.id],
  ...(draft.files.length ? { files: draft.files } : {}),
})

const blank = (desk: Desk, parentId: string): Message => ({
  id: crypto.randomUUID(),
  parentId,
  childrenIds: [],
  role: 'assistant',
  content: '',
  timestamp: now(),
  model: desk.model.id,
  modelName: desk.model.name,
  state: 'running',
  done: false,
})

/** Asks something new below `parentId`. Answers the chat's id; throws if the server did not take it. */
export const ask = (desk: Desk, draft: Draft, parentId: string | null): Promise<string> => {
  const user = question(desk, draft, parentId)
  const { id, content, files, models } = user
  const message = { id, content, models: models ?? [], ...(files ? { files } : {}) }
  return write(desk, user, { parent_id: parentId, message })
}

/** Another answer to the same question, beside the ones there are. */
export const askAgain = (desk: Desk, userId: string): Promise<string> => {
  const user = desk.read().messages[userId]
  return user ? write(desk, user, { user_message_id: userId }) : Promise.resolve(desk.chatId)
}

const write = async (desk: Desk, user: Message, form: Partial<ReplyStart>): Promise<string> => {
  const before = desk.read()
  const answer = blank(desk, user.id)
  desk.edit(history => grow(grow(history, history.messages[user.id] ?? user), answer))
  beginLive(answer.id, desk.chatId)
  if (desk.temporary) {
    void complete(desk, answer)
    return ''
  }
  try {
    return arrive(desk, answer, await replies.start(startForm(desk, { ...form, id: answer.id })))
  } catch (error) {
    endLive(answer.id)
    const fresh = !before.messages[user.id]
    desk.edit(history => ({
      ...prune(history, fresh ? user.id : answer.id),
      currentId: before.currentId,
    }))
    throw error
  }
}

const startForm = (desk: Desk, form: Partial<ReplyStart>): ReplyStart => ({
  chat_id: desk.chatId || null,
  model: desk.model.id,
  ...(Object.keys(desk.params).length ? { params: desk.params } : {}),
  ...form,
})

/** The server has the reply: from here on it is followed, whatever becomes of this page. */
const arrive = (desk: Desk, answer: Message, reply: Reply): string => {
  const { chat_id } = reply
  const known = queryClient.getQueryData<Chat>(keys.chat(chat_id))
  const title = known?.title ?? t('chat.untitled')
  const created_at = known?.created_at ?? now()
  const row = { id: chat_id, title, created_at, updated_at: now() }
  const history = desk.read()
  // The sheet may have been thrown away meanwhile: then the chat is read when it is opened.
  if (!known && history.messages[answer.id]) {
    rememberBirth(chat_id)
    const chat = { title, models: [desk.model.id], params: {}, history }
    const rest = { user_id: '', share_id: null, archived: false, pinned: false, meta: {} }
    queryClient.setQueryData<Chat>(keys.chat(chat_id), { ...row, ...rest, folder_id: null, chat })
    placeLive(answer.id, chat_id)
  }
  if (!known?.pinned && !known?.archived) placeChat(row)
  if (reply.id !== answer.id) endLive(answer.id)
  follow(chat_id, reply.id)
  return chat_id
}

/** Lets an answer that was cut off be written to its end. */
export const goOn = async (desk: Desk, id: string): Promise<void> => {
  const message = desk.read().messages[id]
  if (!message) return
  desk.edit(history => patch(history, id, { state: 'running', done: false, error: undefined }))
  beginLive(id, desk.chatId, message.content, message.reasoning ?? '')
  try {
    const model = message.model ?? desk.model.id
    await replies.start(startForm(desk, { continue_id: id, model }))
    follow(desk.chatId, id)
  } catch (error) {
    endLive(id)
    desk.edit(history => ({ ...history, messages: { ...history.messages, [id]: message } }))
    notifyTrouble(t('chat.failed'), error)
  }
}

/** Tells the server to stop; the text so far stays. */
export const stop = async (desk: Desk, id: string): Promise<void> => {
  if (desk.temporary) return stopCompleting(id)
  try {
    await replies.stop(id)
  } catch (error) {
    notifyTrouble(t('chat.stopFailed'), error)
  }
}

/** Changes the chat's messages here and, a moment later, at the server. */
const change = (desk: Desk, edit: (history: History) => History): void => {
  desk.edit(edit)
  if (desk.chatId) saveSoon(desk.chatId)
}

export const showSibling = (desk: Desk, id: string, step: 1 | -1): void =>
  change(desk, history => turn(history, id, step))

export const rewrite = (desk: Desk, id: string, content: string): void =>
  change(desk, history => patch(history, id, { content }))

/** Takes a message and what follows from it away; it can be taken back for ten seconds. */
export const remove = (desk: Desk, id: string): void => {
  if (runningIn(desk.chatId)) return
  const before = desk.read()
  change(desk, history => prune(history, id))
  const undo = () => change(desk, () => before)
  notifyAction(t('chat.messageDeleted'), t('common.undo'), undo, UNDO_MS)
}

/** The last thing the person said on the branch shown. */
export const lastQuestion = (history: History): Message | undefined =>
  branch(history).findLast(message => message.role === 'user')
