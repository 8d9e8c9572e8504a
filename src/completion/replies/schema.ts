// What crosses the wire of replies, and what replies announce.
import { z } from 'zod'
import { topic } from '../../bus'
import { bool, int } from '../../utils/fields'
import type { Message } from '../../webui/chats/wire'
import type { Report, Source, Status } from '../sources/schema'

const State = z.enum(['running', 'done', 'stopped', 'interrupted', 'failed'])

/** A reply as clients see it; its id is the id of the assistant message. */
export const Reply = z.object({
  id: z.string(),
  chat_id: z.string(),
  user_message_id: z.string(),
  model: z.string(),
  state: State,
  /** The number of its newest event; 0 once it is only in the database. */
  event: z.int(),
  created_at: z.int(),
})
export type Reply = z.infer<typeof Reply>

/** A reply began or ended; `by` is the `x-client-id` of the request that started it. */
export const ReplyChanged = topic(
  'reply.changed',
  z.object({
    user_id: z.string(),
    action: z.enum(['started', 'ended']),
    reply: Reply,
    by: z.string().nullable(),
  }),
)

/** Ids of messages that are there already may come from imports, and need not be UUIDs. */
const known = z.string().min(1).max(255)
const fresh = z.uuid()

const Question = z.object({
  id: fresh,
  content: z.string(),
  files: z.array(z.looseObject({ type: z.string() })).optional(),
  models: z.array(z.string()).optional(),
})
export type Question = z.infer<typeof Question>

/** A new question, another answer to one that is there, or more of an answer that broke off. */
export const Start = z
  .object({
    chat_id: known.nullish(),
    parent_id: known.nullish(),
    message: Question.optional(),
    user_message_id: known.optional(),
    continue_id: known.optional(),
    id: fresh.optional(),
    model: z.string().min(1).max(1000),
    params: z.record(z.string(), z.unknown()).default({}),
    features: z.looseObject({ web_search: bool().nullish() }).default({}),
  })
  .refine(
    ({ message, user_message_id, continue_id }) =>
      [message, user_message_id, continue_id].filter(Boolean).length === 1,
    { message: 'Give exactly one of message, user_message_id and continue_id' },
  )
  .refine(({ chat_id, message }) => chat_id || message, {
    message: 'Without a chat there is nothing to answer or to go on with',
    path: ['chat_id'],
  })
export type Start = z.infer<typeof Start>

export const Id = z.object({ id: known })
export const OfChat = z.object({ chat_id: known.optional() })
export const After = z.object({ after: int().optional() })

export interface ReplyError {
  content: string
  code?: number | string
}

/** How a reply ended. */
export interface ReplyEnd {
  state: Exclude<Reply['state'], 'running'>
  error?: ReplyError
  message: Message
}

/** What events have said beside the text. */
interface Facts {
  usage?: Record<string, unknown>
  title?: string
  statusHistory?: Status[]
  sources?: Source[]
  retrieval?: Report
}

/** One event of a reply's stream. */
export type ReplyEvent =
  | ({ type: 'snapshot'; content: string; reasoning: string; state: Reply['state'] } & Facts)
  | { type: 'content'; text: string }
  | { type: 'reasoning'; text: string }
  | { type: 'usage'; usage: Record<string, unknown> }
  | { type: 'title'; title: string }
  /** How far the looking for sources is; the list holds all that was said so far. */
  | { type: 'status'; statusHistory: Status[] }
  | { type: 'sources'; sources: Source[]; retrieval: Report }
  | ({ type: 'done' } & ReplyEnd)
