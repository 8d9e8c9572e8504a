// A conversation with the executable through its own client's routes.
import type { Caller } from '../caller'
import { until } from '../until'

/** Starts a reply in a new chat. */
export async function ask(ada: Caller, model: string, content: string) {
  const message = { id: crypto.randomUUID(), content }
  const { status, body } = await ada.post('/api/v1/replies', { model, message })
  if (status !== 200) throw new Error(`No reply: ${status} ${JSON.stringify(body)}`)
  return body as { id: string; chat_id: string; state: string }
}

/** `done` when the model ended it, else a `state`. */
interface Answer {
  content: string
  state?: string
  done?: boolean
}

/** The answer as its chat has it. */
export async function answerOf(ada: Caller, reply: { id: string; chat_id: string }) {
  const { body } = await ada.get(`/api/v1/chats/${reply.chat_id}`)
  return body.chat.history.messages[reply.id] as Answer
}

/** The answer once it is as wanted. */
export const answerThat = (
  ada: Caller,
  reply: { id: string; chat_id: string },
  is: (answer: Answer) => boolean,
): Promise<Answer> =>
  until(async () => {
    const answer = await answerOf(ada, reply)
    return is(answer) ? answer : undefined
  }, 'the answer')

/** Joins a running reply and leaves it when it has said so much. */
export async function heard(ada: Caller, reply: { id: string }, text: string): Promise<void> {
  const events = await ada.fetch(`/api/v1/replies/${reply.id}/events`)
  const decoder = new TextDecoder()
  let content = ''
  let rest = ''
  for await (const bytes of events.body ?? []) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines.filter(line => line.startsWith('data: '))) {
      const event = JSON.parse(line.slice('data: '.length))
      content = event.type === 'snapshot' ? event.content : content + (event.text ?? '')
    }
    if (content.startsWith(text)) return
  }
  throw new Error(`The reply ended after "${content}"`)
}
