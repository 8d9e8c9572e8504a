// Answers of a temporary chat: streamed straight from the model, kept nowhere.
import { completions } from '../api'
import { ApiError } from '../request'
import { explain } from '../text/explain'
import type { Message, MessageState, Report, Source } from '../wire'
import { announce } from './announce'
import type { Desk } from './desk'
import { endLive, feedLive, liveMessage } from './live'
import { readEvents } from './sse'
import { withoutThoughts } from './think'
import { branch, patch } from './tree'

const running = new Map<string, AbortController>()

export const stopCompleting = (id: string): void => running.get(id)?.abort()

/** Ends every answer; for leaving the chat. */
export const stopAllCompleting = (): void => {
  for (const stop of running.values()) stop.abort()
}

interface Delta {
  error?: { message?: string } | string
  detail?: unknown
  choices?: { delta?: { content?: string; reasoning_content?: string; reasoning?: string } }[]
  usage?: Record<string, unknown>
  sources?: Source[]
  retrieval?: Report
}

/** Writes the answer into the desk; never throws, since failures belong to the message. */
export const complete = async (desk: Desk, answer: Message): Promise<void> => {
  const stop = new AbortController()
  running.set(answer.id, stop)
  let state: MessageState = 'done'
  let error: Message['error']
  try {
    const response = await completions.stream(bodyOf(desk, answer), stop.signal)
    await readEvents(response, event => feed(answer.id, event.data))
  } catch (thrown) {
    state = stop.signal.aborted ? 'stopped' : 'failed'
    if (state === 'failed') error = { content: reasonOf(thrown) }
  }
  running.delete(answer.id)
  const { content, reasoning, sources } = liveMessage(answer)
  const end = {
    content,
    reasoning,
    ...(sources && { sources }),
    state,
    done: true,
    ...(error ? { error } : {}),
  }
  desk.edit(history => patch(history, answer.id, end))
  endLive(answer.id)
  announce(state, answer.modelName)
}

class StreamError extends Error {}

/** The model's own words where there are some, also when it refused before the first one. */
const reasonOf = (thrown: unknown): string => {
  if (thrown instanceof StreamError) return thrown.message
  if (!(thrown instanceof ApiError)) return explain(new ApiError(0, '', null))
  return thrown.detail || explain(thrown)
}

const feed = (id: string, data: string): void => {
  if (data === '[DONE]') return
  const chunk = JSON.parse(data) as Delta
  if (chunk.sources && chunk.retrieval) {
    feedLive(id, { type: 'sources', sources: chunk.sources, retrieval: chunk.retrieval })
  }
  if (chunk.error) {
    const { error } = chunk
    throw new StreamError(typeof error === 'string' ? error : (error.message ?? ''))
  }
  const delta = chunk.choices?.[0]?.delta
  const reasoning = delta?.reasoning_content ?? delta?.reasoning
  if (reasoning) feedLive(id, { type: 'reasoning', text: reasoning })
  if (delta?.content) feedLive(id, { type: 'content', text: delta.content })
  if (chunk.usage) feedLive(id, { type: 'usage', usage: chunk.usage })
}

const bodyOf = (desk: Desk, answer: Message): object => {
  const { system, ...params } = desk.params
  const line = branch({ ...desk.read(), currentId: answer.parentId })
  const messages = line.map(messageOf)
  const head = system ? [{ role: 'system', content: system }] : []
  const files = line.flatMap(message => message.files ?? []).filter(file => file.type !== 'image')
  return {
    ...params,
    model: desk.model.id,
    stream: true,
    messages: [...head, ...messages],
    ...(files.length ? { files } : {}),
    features: { numbered_sources: true, web_search: desk.web },
  }
}

const messageOf = ({ role, content, files }: Message): object => {
  if (role === 'assistant') return { role, content: withoutThoughts(content) }
  const images = (files ?? []).filter(file => file.type === 'image' && file.url)
  if (!images.length) return { role, content }
  const parts = images.map(({ url }) => ({ type: 'image_url', image_url: { url } }))
  return { role, content: [{ type: 'text', text: content }, ...parts] }
}
