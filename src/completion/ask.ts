// A completion request taken apart: what is for Hearth, and what goes on to the provider.
import { z } from 'zod'
import type { Principal } from '../auth/principal'
import type { House } from '../config/house'
import { constants } from '../constants'
import { bool } from '../utils/fields'
import { Refusal } from '../utils/refusal'
import * as Chats from '../webui/chats/store'

const name = z.string().nullish()
const list = z.array(z.unknown()).nullish()

const Message = z.looseObject({ role: z.string() })

/** What the contract's clients send for the server's own use; none of it reaches a provider. */
const ours = {
  chat_id: name,
  id: name,
  session_id: name,
  files: list,
  tool_ids: list,
  metadata: z.unknown().optional(),
  /** The second is for our own client, in chats that are not kept: passages are cited by number. */
  features: z
    .looseObject({ web_search: bool().nullish(), numbered_sources: bool().nullish() })
    .nullish(),
}

/** A chat request in OpenAI's words; keys that Hearth does not know go on as they are. */
export const OpenAIAsk = z.looseObject({
  ...ours,
  model: z.string(),
  messages: z.array(Message),
  stream: bool().nullish(),
})
export type OpenAIAsk = z.infer<typeof OpenAIAsk>

/** The same in Ollama's words, known keys alone; it streams unless told not to. */
export const OllamaAsk = z.object({
  ...ours,
  model: z.string(),
  messages: z.array(Message),
  stream: bool().nullish(),
  format: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
  options: z.record(z.string(), z.unknown()).nullish(),
  template: name,
  keep_alive: z.union([z.string(), z.number()]).nullish(),
  tools: list,
  think: z.union([z.boolean(), z.string()]).nullish(),
})

type Ours = keyof typeof ours

/** What the caller wants of Hearth, and the request without it; absent fields are left out. */
export function takeApart<T extends OpenAIAsk | z.infer<typeof OllamaAsk>>(asked: T) {
  const { chat_id, id, session_id, files, tool_ids, metadata, features, ...body } = asked
  return {
    chat_id: chat_id ?? null,
    files: files ?? [],
    web: features?.web_search === true,
    isNumbered: features?.numbered_sources === true,
    body: body as Omit<T, Ours> & Record<string, unknown>,
  }
}

/** A chat that is named must be the caller's own. Throws 404. */
export async function checkChat(
  house: House,
  me: Principal,
  chat_id: string | null,
): Promise<void> {
  if (!chat_id || chat_id === 'local') return
  if (await Chats.owned(house.db, me.user.id, chat_id)) return
  throw new Refusal(404, constants.NOT_FOUND)
}
