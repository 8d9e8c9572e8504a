// Failures as providers word them, in their many shapes, brought to OpenAI's.
import type { ChatError } from '../utils/chat'

/** Longest message relayed: some servers answer with a whole page. */
const longest = 2_000

/**
 * Reads the body of a failed answer, or the event that reports one: `{error: {message}}`, `{error: 'text'}`, `{message}`,
 * `{detail}` (a text, or the list a validator makes), plain text, a page.
 */
export function readError(body: unknown): ChatError {
  const { error } = Object(body)
  const source = typeof error === 'object' && error !== null ? error : Object(body)
  const { message, detail, type, code, param } = source
  const said = words(message) ?? words(error) ?? words(detail) ?? words(body)
  return {
    message: said ?? 'The provider answered with an error that it does not explain',
    type: typeof type === 'string' ? type : null,
    code: typeof code === 'string' || typeof code === 'number' ? code : null,
    param: typeof param === 'string' ? param : null,
  }
}

function words(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    return value
      .map(item => words(Object(item).msg) ?? words(item))
      .find(item => item !== undefined)
  }
  if (typeof value !== 'string') return undefined
  const text = /^\s*<(!doctype|html|\?xml)/i.test(value) ? title(value) : value.trim()
  return text ? text.slice(0, longest) : undefined
}

/** All that is worth repeating of an error page. */
function title(page: string): string {
  const from = page.search(/<title>/i)
  const to = page.search(/<\/title>/i)
  return from >= 0 && to > from ? page.slice(from + '<title>'.length, to).trim() : ''
}
