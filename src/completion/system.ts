// The system message: what a model's row or a chat puts in front of the conversation.

/** A message of either wire format, as far as it matters here. */
export interface Said {
  role: string
  content?: unknown
  [more: string]: unknown
}

/** Puts `text` in front of a leading system message, or makes one. Gives a new list. */
export function withSystem(text: string, messages: Said[]): Said[] {
  const [first, ...rest] = messages
  if (first?.role !== 'system') return [{ role: 'system', content: text }, ...messages]
  const content = Array.isArray(first.content)
    ? [{ type: 'text', text: `${text}\n` }, ...first.content]
    : `${text}\n${first.content ?? ''}`
  return [{ ...first, content }, ...rest]
}

/** The text of a message: all of it, or the first text part. */
export function textOf({ content }: Said): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  const found: unknown = content.find(item => Object(item).type === 'text')
  const { text } = Object(found) as { text?: unknown }
  return typeof text === 'string' ? text : ''
}

/** What the user said last. */
export function lastQuestion(messages: Said[]): string {
  const last = messages.findLast(message => message.role === 'user')
  return last ? textOf(last) : ''
}
