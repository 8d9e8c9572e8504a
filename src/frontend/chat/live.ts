// Replies that are being written: a store outside React, so that a token renders one message only.
import { useMemo, useSyncExternalStore } from 'react'
import type { Founded, Message, MessageState, ReplyEvent } from '../wire'

/** A reply as far as it has come. A new object at most once a frame. */
export interface Live extends Founded {
  id: string
  /** '' in a temporary chat and before a new chat has its id. */
  chatId: string
  content: string
  reasoning: string
  state: MessageState
  usage?: Record<string, unknown>
  /** False while the line to the server is lost. */
  connected: boolean
  /** The whole message, once the reply has ended: the cache shows it only a moment later. */
  final?: Message
}

/** How long an ended reply is kept, so that no frame is drawn without its text. */
const KEPT = 1000

const shown = new Map<string, Live>()
const waiting = new Map<string, Live>()
const listeners = new Map<string, Set<() => void>>()
const ANY = '*'
let frame: number | undefined
let timer: ReturnType<typeof setTimeout> | undefined

const runs = (live: Live | undefined): boolean => live !== undefined && !live.final

const tell = (id: string) => {
  for (const listener of listeners.get(id) ?? []) listener()
}

const flush = () => {
  if (frame !== undefined) cancelAnimationFrame(frame)
  clearTimeout(timer)
  frame = undefined
  timer = undefined
  for (const [id, live] of waiting) shown.set(id, live)
  const changed = [...waiting.keys()]
  waiting.clear()
  for (const id of changed) tell(id)
}

/** Frames stand still in a hidden page, timers do not. */
const flushSoon = () => {
  frame ??= requestAnimationFrame(flush)
  timer ??= setTimeout(flush, 400)
}

const edit = (id: string, change: Partial<Live>) => {
  const live = waiting.get(id) ?? shown.get(id)
  if (!live) return
  waiting.set(id, { ...live, ...change })
  flushSoon()
}

const liveReply = (id: string): Live | undefined => waiting.get(id) ?? shown.get(id)

export const isLive = (id: string): boolean => runs(liveReply(id))

/** Begins to show a reply; text it already has is kept. */
export const beginLive = (id: string, chatId: string, content = '', reasoning = ''): void => {
  if (runs(shown.get(id))) return
  shown.set(id, { id, chatId, content, reasoning, state: 'running', connected: true })
  tell(id)
  tell(ANY)
}

/** Takes one event of the stream in. */
export const feedLive = (id: string, event: ReplyEvent): void => {
  const live = liveReply(id)
  if (!live) return
  if (event.type === 'snapshot') {
    const { content, reasoning } = event
    edit(id, { content, reasoning, connected: true, ...foundedIn(event) })
  } else if (event.type === 'content') edit(id, { content: live.content + event.text })
  else if (event.type === 'reasoning') edit(id, { reasoning: live.reasoning + event.text })
  else if (event.type === 'usage') edit(id, { usage: event.usage })
  else if (event.type === 'status' || event.type === 'sources') edit(id, foundedIn(event))
}

const foundedIn = ({ sources, retrieval, statusHistory }: Founded): Founded => ({
  ...(sources && { sources }),
  ...(retrieval && { retrieval }),
  ...(statusHistory && { statusHistory }),
})

export const markConnected = (id: string, connected: boolean): void => {
  if (liveReply(id)?.connected !== connected) edit(id, { connected })
}

/** Names the chat of a reply that was begun before the chat had an id. */
export const placeLive = (id: string, chatId: string): void => {
  edit(id, { chatId })
  flush()
  tell(ANY)
}

/** Ends a reply with the message it became. */
export const finishLive = (id: string, message: Message): void => {
  if (!runs(liveReply(id))) return
  edit(id, { final: message, state: message.state ?? 'done' })
  flush()
  tell(ANY)
  setTimeout(() => {
    if (shown.get(id)?.final === message) endLive(id)
  }, KEPT)
}

/** Drops a reply; from now on the message itself is shown. */
export const endLive = (id: string): void => {
  flush()
  if (!shown.delete(id)) return
  tell(id)
  tell(ANY)
}

/** The message of a reply that is written by this page alone, as it stands. */
export const liveMessage = (message: Message): Message => {
  const live = liveReply(message.id)
  if (!live) return message
  return { ...message, content: live.content, reasoning: live.reasoning, ...foundedIn(live) }
}

export const runningIn = (chatId: string): Live | undefined => {
  for (const live of shown.values()) if (live.chatId === chatId && runs(live)) return live
  return undefined
}

const subscribeTo = (id: string) => (listener: () => void) => {
  const known = listeners.get(id) ?? new Set()
  listeners.set(id, known.add(listener))
  return () => {
    known.delete(listener)
    if (known.size === 0) listeners.delete(id)
  }
}

/** Calls back when any reply begins or ends. */
export const onRunningChange = subscribeTo(ANY)

/** The reply with this id while it is being written. */
export const useLive = (id: string): Live | undefined => {
  const subscribe = useMemo(() => subscribeTo(id), [id])
  return useSyncExternalStore(subscribe, () => shown.get(id))
}

/** The id of the reply being written in a chat, for the stop button. */
export const useRunning = (chatId: string): string | undefined =>
  useSyncExternalStore(onRunningChange, () => runningIn(chatId)?.id)
