// The line to the server over /ws: reconnects by itself, hands events on, tells its state.
import { useSyncExternalStore } from 'react'
import { answers, socketUrl } from './api'
import type { LiveEvent } from './wire'

/** `connecting` is the first try; `lost` waits for the next one; `offline` has no network. */
export type LineState = 'idle' | 'connecting' | 'open' | 'lost' | 'offline'

const FIRST_WAIT = 500
const LONGEST_WAIT = 15_000
const PING_EVERY = 25_000
/** Sent by the server when the session behind the socket is over. */
const SESSION_ENDED = 4001

let state: LineState = 'idle'
let socket: WebSocket | undefined
let wanted = false
let wait = FIRST_WAIT
let again: ReturnType<typeof setTimeout> | undefined
let heartbeat: ReturnType<typeof setInterval> | undefined
let heard = 0
/** The line was away, if only before it first stood: what happened then was not heard. */
let gap = false

const watchers = new Set<() => void>()
const listeners = new Set<(event: LiveEvent) => void>()
const returns = new Set<() => void>()

const become = (next: LineState) => {
  state = next
  for (const watcher of watchers) watcher()
}

const tell = (event: LiveEvent) => {
  for (const listener of listeners) listener(event)
}

const isEvent = (value: unknown): value is LiveEvent =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

const hear = (data: unknown) => {
  heard = Date.now()
  const event: unknown = JSON.parse(String(data))
  if (!isEvent(event)) return
  if (event.type === 'hello') {
    wait = FIRST_WAIT
    become('open')
    if (gap) for (const back of returns) back()
    gap = false
  }
  tell(event)
}

const beat = () => {
  if (Date.now() - heard > PING_EVERY * 2) return socket?.close()
  if (socket?.readyState === WebSocket.OPEN) socket.send('{"type":"ping"}')
}

const drop = () => {
  clearInterval(heartbeat)
  clearTimeout(again)
  if (!socket) return
  socket.onopen = socket.onmessage = socket.onclose = null
  socket.close()
  socket = undefined
}

const retryLater = () => {
  gap = true
  become(navigator.onLine ? 'lost' : 'offline')
  // Some randomness, so that many tabs do not come back in the same instant.
  again = setTimeout(dial, wait * (0.75 + Math.random() / 2))
  wait = Math.min(wait * 2, LONGEST_WAIT)
}

const dial = () => {
  drop()
  if (!wanted) return
  if (state === 'idle') become('connecting')
  heard = Date.now()
  socket = new WebSocket(socketUrl())
  socket.onmessage = message => hear(message.data)
  socket.onclose = event => {
    clearInterval(heartbeat)
    if (event.code === SESSION_ENDED) {
      tell({ type: 'session', action: 'ended' })
      return hangUp()
    }
    retryLater()
  }
  heartbeat = setInterval(beat, PING_EVERY)
}

const retryNow = () => {
  if (wanted && state !== 'open') {
    wait = FIRST_WAIT
    dial()
  }
}

/** The browser has no network; a server on the same machine answers all the same. */
const wentOffline = async () => {
  if (!wanted || (await answers()) || !wanted) return
  gap = true
  become('offline')
}

/** Opens the line and keeps it open until `hangUp`. */
export const connect = (): void => {
  if (wanted) return
  wanted = true
  window.addEventListener('online', retryNow)
  window.addEventListener('offline', wentOffline)
  dial()
}

/** Closes the line for good: nobody is signed in. */
export const hangUp = (): void => {
  wanted = false
  gap = false
  window.removeEventListener('online', retryNow)
  window.removeEventListener('offline', wentOffline)
  drop()
  become('idle')
}

/** Tries at once instead of waiting out the pause. */
export const reconnectNow = retryNow

/** Calls back for every event of the server; returns how to stop that. */
export const onLive = (listener: (event: LiveEvent) => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Calls back when the line stands after it was away, so that what was missed is read. */
export const onReturn = (listener: () => void): (() => void) => {
  returns.add(listener)
  return () => returns.delete(listener)
}

/** Says something to the server; lost when the line is. */
export const say = (message: { type: string; [key: string]: unknown }): void => {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
}

const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export const lineState = (): LineState => state

/** The state of the line; renders again when it changes. */
export const useLine = (): LineState => useSyncExternalStore(watch, lineState)
