// The small jobs a server gives its model beside the chat: titles, tags, queries.
import { sceneFor } from './scenes'

const opening = '<conversation>'

/** The answer to a task, or undefined when the text is a person's. */
export function answerTask(text: string): string | undefined {
  const at = text.indexOf(opening)
  if (at < 0) return undefined
  const [wish = ''] = text.split('\n', 1)
  const question = /^USER: (.*)$/im.exec(text.slice(at))?.[1] ?? ''
  if (/\btags\b/i.test(wish)) return '{"tags": ["Demo"]}'
  if (/\btitle\b/i.test(wish)) return sceneFor(question).title
  return JSON.stringify({ queries: [], text: '' })
}
