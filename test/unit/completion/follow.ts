// Starting replies and reading their events as they come.
import type { Caller } from '../../caller'
import type { Data } from './desk'

const REPLIES = '/api/v1/replies'

export interface Event {
  id: number
  data: Data
}

export const question = <T extends object>(content: string, more = {} as T) => ({
  message: { id: crypto.randomUUID(), content },
  model: 'echo',
  ...more,
})

/** Starts a reply that must start. */
export async function begin(caller: Caller, form: object): Promise<Data> {
  const { status, body } = await caller.post(REPLIES, form)
  if (status !== 200) throw new Error(`not started: ${status} ${JSON.stringify(body)}`)
  return body
}

/** The events of a reply, one by one. */
export async function* follow(
  caller: Caller,
  id: string,
  after?: number,
  signal?: AbortSignal,
): AsyncGenerator<Event, void> {
  const query = after === undefined ? '' : `?after=${after}`
  const response = await caller.fetch(`${REPLIES}/${id}/events${query}`, signal ? { signal } : {})
  if (response.status !== 200) throw new Error(`not joined: ${response.status}`)
  let rest = ''
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const parts = (rest + text).split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts.filter(part => part.startsWith('id: '))) {
      const [head = '', data = ''] = part.split('\n')
      yield { id: Number(head.slice(4)), data: JSON.parse(data.slice('data: '.length)) }
    }
  }
}

export async function all(events: AsyncIterable<Event>): Promise<Event[]> {
  const found: Event[] = []
  for await (const event of events) found.push(event)
  return found
}

/** What somebody who reads from the beginning has on his page in the end. */
export function shown(events: Event[]): { content: string; reasoning: string } {
  const page = { content: '', reasoning: '' }
  for (const { data } of events) {
    if (data.type === 'snapshot')
      Object.assign(page, { content: data.content, reasoning: data.reasoning })
    if (data.type === 'content') page.content += data.text
    if (data.type === 'reasoning') page.reasoning += data.text
  }
  return { content: page.content, reasoning: page.reasoning }
}

/** Reads a reply to its end and gives the last event. */
export async function ended(caller: Caller, id: string): Promise<Data> {
  return (await all(follow(caller, id))).at(-1)?.data
}

/** Reads until the page shows that text; goes on reading nothing. */
export async function untilShown(caller: Caller, id: string, text: string): Promise<number> {
  const left = new AbortController()
  const seen: Event[] = []
  for await (const event of follow(caller, id, undefined, left.signal)) {
    seen.push(event)
    if (shown(seen).content.includes(text)) return event.id
  }
  throw new Error(`the reply ended without ${text}: ${JSON.stringify(seen)}`)
}

export const messageOf = async (caller: Caller, chat_id: string, id: string): Promise<Data> =>
  (await caller.get(`/api/v1/chats/${chat_id}`)).body.chat?.history.messages[id]
