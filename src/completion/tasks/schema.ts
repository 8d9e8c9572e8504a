// What crosses the wire when a client asks for a small job beside a chat.
import { z } from 'zod'
import { bool } from '../../utils/fields'

const messages = z.array(z.looseObject({ role: z.string() }))
const common = { model: z.string(), chat_id: z.string().nullish() }

export const AboutMessages = z.object({ ...common, messages })
export const Queries = z.object({
  ...common,
  messages,
  type: z.string(),
  prompt: z.string().nullish(),
})
export const Continuation = z.object({
  ...common,
  prompt: z.string(),
  type: z.string().nullish(),
  messages: messages.nullish(),
})
export const AboutPrompt = z.object({ ...common, prompt: z.string() })
export const Merge = z.object({
  ...common,
  prompt: z.string(),
  responses: z.array(z.string()),
  stream: bool().nullish(),
})
