// What OpenAI-style servers disagree about in a chat request (contract providers.md 2.4).
import { type Connection, isOpenAI } from '../webui/connections/connection'

type Body = Record<string, unknown>

/** The body as this server wants it: the name of the token limit, and the first role for `o1`. */
export function fitted(body: Body, { url }: Pick<Connection, 'url'>): Body {
  const { max_tokens, max_completion_tokens, ...rest } = body
  const isO1 = String(body.model).startsWith('o1-')
  const limit = max_completion_tokens ?? max_tokens
  const name = isOpenAI(url) || isO1 ? 'max_completion_tokens' : 'max_tokens'
  const limited = limit == null ? rest : { ...rest, [name]: limit }
  return isO1 ? { ...limited, messages: userFirst(limited.messages) } : limited
}

function userFirst(messages: unknown): unknown {
  if (!Array.isArray(messages)) return messages
  const [first, ...others] = messages
  return Object(first).role === 'system' ? [{ ...first, role: 'user' }, ...others] : messages
}
