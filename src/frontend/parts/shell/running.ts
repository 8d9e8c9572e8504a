// Which chats are being answered right now, in any tab; the sidebar shows it.
import { useSyncExternalStore } from 'react'
import { replies } from '../../api'
import { onLive } from '../../live'

let running: ReadonlyMap<string, string> = new Map()
const watchers = new Set<() => void>()

const become = (next: Map<string, string>) => {
  running = next
  for (const watcher of watchers) watcher()
}

const readAll = async () => {
  const { data } = await replies.running()
  become(new Map(data.map(reply => [reply.id, reply.chat_id])))
}

/** Follows replies from now on; returns how to stop that. */
export const followReplies = (): (() => void) =>
  onLive(event => {
    if (event.type === 'hello') void readAll().catch(() => undefined)
    if (event.type !== 'reply') return
    const next = new Map(running)
    if (event.action === 'started') next.set(event.reply.id, event.reply.chat_id)
    else next.delete(event.reply.id)
    become(next)
  })

const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export const useRunning = (chatId: string): boolean =>
  useSyncExternalStore(watch, () => [...running.values()].includes(chatId))
