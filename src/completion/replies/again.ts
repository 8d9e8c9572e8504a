// Knows a request again whose answer was lost on the way, so that nothing is asked twice.
import type { House } from '../../config/house'
import type { MessageRow } from '../../webui/chats/table'
import { taken } from './place'
import type { Start } from './schema'
import * as Replies from './store'

/**
 * The answer that an equal request has begun. A continuation is none: it has no id of its own.
 * Throws 409 when an id of the request stands for something else.
 */
export async function takenBefore(
  { db }: House,
  user_id: string,
  form: Start,
): Promise<MessageRow | undefined> {
  const { message, user_message_id, chat_id, id } = form
  if (form.continue_id !== undefined) return undefined
  const question = message && (await Replies.message(db, user_id, message.id, chat_id))
  const answer = id
    ? await Replies.message(db, user_id, id, chat_id ?? question?.chat_id)
    : question && (await Replies.firstAnswer(db, question))
  if (!question && !answer) return undefined
  const answers =
    answer?.role === 'assistant' && answer.parent_id === (message?.id ?? user_message_id)
  if (!answers || (message && !isAsked(question, form))) throw taken()
  return answer
}

const isAsked = (question: MessageRow | undefined, { message, parent_id }: Start): boolean =>
  question?.role === 'user' &&
  question.content === message?.content &&
  question.parent_id === (parent_id ?? null)
