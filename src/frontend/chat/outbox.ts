// Holds the message being written and sends it: now, or when the line is back.
import { useCallback, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { notifyTrouble } from '../parts/ui/toast'
import { ApiError } from '../request'
import { useText } from '../text/index'
import type { Attachments } from './attach'
import { useThisDesk } from './desk'
import { readDraft, writeDraft } from './drafts'
import { runningIn } from './live'
import { ask } from './talk'
import type { Waiting } from './waiting'

const RETRY_AFTER = 1200

export interface Outbox {
  text: string
  write: (text: string) => void
  send: () => void
  /** True while the message waits for the line. */
  queued: boolean
  cancel: () => void
}

/** The words in the field; what is typed survives a reload, except in a temporary chat. */
const useWords = (): [string, (text: string) => void] => {
  const { chatId, temporary } = useThisDesk()
  const [shown, setShown] = useState({ chatId, text: temporary ? '' : readDraft(chatId) })
  if (shown.chatId !== chatId) setShown({ chatId, text: shown.text || readDraft(chatId) })
  const write = useCallback(
    (text: string) => {
      setShown({ chatId, text })
      if (!temporary) writeDraft(chatId, text)
    },
    [chatId, temporary],
  )
  return [shown.text, write]
}

export const useOutbox = (waiting: Waiting, attachments: Attachments): Outbox => {
  const desk = useThisDesk()
  const [text, write] = useWords()
  const [queued, setQueued] = useState(false)
  const [, go] = useLocation()
  const t = useText()
  const { images, replace } = attachments

  const dispatch = async () => {
    const files = images.flatMap(({ url, name }) => (url ? [{ type: 'image', url, name }] : []))
    const place = location.pathname
    write('')
    replace([])
    setQueued(false)
    try {
      const chatId = await ask(desk, { text: text.trim(), files }, desk.read().currentId)
      if (chatId && !desk.chatId && location.pathname === place) go(`/c/${chatId}`)
    } catch (error) {
      write(text)
      replace(images)
      if (error instanceof ApiError && error.status === 0) setQueued(true)
      else notifyTrouble(t('chat.sendFailed'), error)
    }
  }

  const send = () => {
    if (!text.trim() && !images.length) return
    if (waiting.blocked || runningIn(desk.chatId)) return
    if (waiting.lineAway) setQueued(true)
    else void dispatch()
  }

  const latest = useRef(send)
  latest.current = send
  useEffect(() => {
    if (!queued || waiting.lineAway) return
    const timer = setTimeout(() => latest.current(), RETRY_AFTER)
    return () => clearTimeout(timer)
  }, [queued, waiting.lineAway])

  const retype = (next: string) => {
    setQueued(false)
    write(next)
  }
  return { text, write: retype, send, queued, cancel: () => setQueued(false) }
}
