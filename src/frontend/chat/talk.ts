// What a person does in a conversation: ask, ask again, go on, stop, edit, switch, delete.
import { replies } from '../api'
import { keys, queryClient } from '../cache'
import { placeChat } from '../chats'
import { lineState } from '../live'
import { notifyAction, notifyTrouble, UNDO_MS } from '../parts/ui/toast'
import { ApiError, isPassing } from '../request'
import { t } from '../text/index'
import type { Chat, Message, MessageFile, Reply, ReplyStart } from '../wire'
import { type Desk, rememberBirth } from './desk'
import { follow } from './follow'
import { beginLive, endLive, placeLive, runningIn } from './live'
import { saveSoon, turnSoon } from './save'
import { complete, stopCompleting } from './temporary'
import { branch, grow, type History, patch, prune, restore, turn } from './tree'
import { type Edit, hold } from './unsaved'

/** How long after a lost answer the server is asked once more. */
const RETRY_AFTER = 600

/**
 * A question on its way. It keeps its ids until the server has answered: by them a question that
 * comes again is known, and not asked twice.
 */
export interface Letter {
  text: string
  files: MessageFile[]
  /** The message it hangs under; null begins the chat, or another first branch of it. */
  parentId: string | null
  id: string
  answerId: string
}

export const letter = (text: string, files: MessageFile[], parentId: string | null): Letter => ({
  text,
  files,
  parentId,
  id: crypto.randomUUID(),
  answerId: crypto.randomUUID(),
})

const now = () => Math.floor(Date.now() / 1000)

const question = (desk: Desk, { id, text, files, parentId }: Letter): Message => ({
  id,
  parentId,
  childrenIds: [],
  role: 'user',
  content: text,
  timestamp: now(),
  models: [desk.model.id],
  ...(files.length ? { files } : {}),
})

const blank = (desk: Desk, parentId: string, id: string): Message => ({
  id,
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

/** It came back with the chat, though the server's answer to it was lost. */
export const hasArrived = (desk: Desk, { answerId }: Letter): boolean =>
  answerId in desk.read().messages

/** Asks something new. Answers the chat's id; throws if the server did not take it. */
export const ask = (desk: Desk, letter: Letter): Promise<string> => {
  if (hasArrived(desk, letter)) return Promise.resolve(desk.chatId)
  const user = question(desk, letter)
  const { id, content, files, models } = user
  const message = { id, content, models: models ?? [], ...(files ? { files } : {}) }
  const form = { parent_id: letter.parentId, message }
  return write(desk, user, blank(desk, id, letter.answerId), form)
}

/** Another answer to the same question, beside the ones there are. */
export const askAgain = (desk: Desk, userId: string): Promise<string> => {
  const user = desk.read().messages[userId]
  if (!user) return Promise.resolve(desk.chatId)
  const answer = blank(desk, userId, crypto.randomUUID())
  return write(desk, user, answer, { user_message_id: userId })
}

const write = async (
  desk: Desk,
  user: Message,
  answer: Message,
  form: Partial<ReplyStart>,
): Promise<string> => {
  const before = desk.read()
  const edit: Edit = history =>
    answer.id in history.messages
      ? history
      : grow(grow(history, history.messages[user.id] ?? user), answer)
  desk.edit(edit)
  beginLive(answer.id, desk.chatId)
  if (desk.temporary) {
    void complete(desk, answer)
    return ''
  }
  const release = hold(desk.chatId, edit)
  try {
    const reply = await start(startForm(desk, { ...form, id: answer.id }))
    release()
    return arrive(desk, answer, reply)
  } catch (error) {
    release()
    endLive(answer.id)
    const fresh = !before.messages[user.id]
    desk.edit(history => ({
      ...prune(history, fresh ? user.id : answer.id),
      currentId: before.currentId,
    }))
    throw error
  }
}

/** Once more when the answer was lost though the line stands: the server knows the ids again. */
const start = async (form: ReplyStart): Promise<Reply> => {
  try {
    return await replies.start(form)
  } catch (error) {
    if (!isPassing(error) || lineState() !== 'open') throw error
    await new Promise(resolve => setTimeout(resolve, RETRY_AFTER))
    return replies.start(form)
  }
}

const startForm = (desk: Desk, form: Partial<ReplyStart>): ReplyStart => ({
  chat_id: desk.chatId || null,
  model: desk.model.id,
  ...(Object.keys(desk.params).length ? { params: desk.params } : {}),
  ...(desk.web ? { features: { web_search: true } } : {}),
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
    if (mayRun(error)) return follow(desk.chatId, id)
    endLive(id)
    desk.edit(history => ({ ...history, messages: { ...history.messages, [id]: message } }))
    notifyTrouble(t('chat.failed'), error)
  }
}

/** The answer was lost, or somebody else was quicker: the server says how the reply stands. */
const mayRun = (error: unknown): boolean =>
  isPassing(error) || (error instanceof ApiError && error.status === 409)

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
const change = (desk: Desk, edit: Edit): void => {
  desk.edit(edit)
  if (desk.chatId) saveSoon(desk.chatId, edit)
}

export const showSibling = (desk: Desk, id: string, step: 1 | -1): void => {
  const edit: Edit = history => turn(history, id, step)
  desk.edit(edit)
  if (desk.chatId) turnSoon(desk.chatId, edit)
}

export const rewrite = (desk: Desk, id: string, content: string): void =>
  change(desk, history => patch(history, id, { content }))

/** Takes a message and what follows from it away; it can be taken back for ten seconds. */
export const remove = (desk: Desk, id: string): void => {
  if (runningIn(desk.chatId)) return
  const before = desk.read()
  change(desk, history => prune(history, id))
  const undo = () => change(desk, history => restore(history, before))
  notifyAction(t('chat.messageDeleted'), t('common.undo'), undo, UNDO_MS)
}

/** The last thing the person said on the branch shown. */
export const lastQuestion = (history: History): Message | undefined =>
  branch(history).findLast(message => message.role === 'user')
