// Holds the message being written and sends it: now, or as soon as that can be.
import { useCallback, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { notifyTrouble } from '../parts/ui/toast'
import { ApiError, isPassing } from '../request'
import { useText } from '../text/index'
import type { MessageFile } from '../wire'
import { type Attachments, filesOf, NOTHING } from './attachments'
import { useThisDesk } from './desk'
import { readDraft, writeDraft } from './drafts'
import { runningIn } from './live'
import { ask, hasArrived, type Letter, letter } from './talk'
import type { Waiting } from './waiting'

const RETRY_AFTER = 1200

export interface Outbox {
  text: string
  write: (text: string) => void
  send: () => void
  /** Sends these words in place of those in the field, which stay for the next new chat. */
  ask: (text: string) => void
  /** True while the message waits to go out by itself. */
  queued: boolean
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

const isSame = (letter: Letter, text: string, files: MessageFile[]): boolean =>
  letter.text === text &&
  letter.files.length === files.length &&
  letter.files.every(({ url, id }, place) => url === files[place]?.url && id === files[place]?.id)

export const useOutbox = (waiting: Waiting, attachments: Attachments): Outbox => {
  const desk = useThisDesk()
  const [text, write] = useWords()
  /** How long to wait once nothing is in the way; null while nothing is to be sent. */
  const [pause, setPause] = useState<number | null>(null)
  const [, go] = useLocation()
  const t = useText()
  /** What the server has perhaps taken, though its answer did not come. */
  const lost = useRef<Letter>(null)
  /** What stood in the field when other words were asked. */
  const aside = useRef('')
  const { images, files, links, put } = attachments

  const writeLetter = (): Letter => {
    const carried = filesOf(attachments)
    const words = text.trim()
    const same = lost.current && isSame(lost.current, words, carried)
    return (same && lost.current) || letter(words, carried, desk.read().currentId)
  }

  const dispatch = async (said: Letter) => {
    const place = location.pathname
    lost.current = null
    write('')
    put(NOTHING)
    setPause(null)
    try {
      const chatId = await ask(desk, said)
      if (aside.current) writeDraft('', aside.current)
      aside.current = ''
      if (chatId && !desk.chatId && location.pathname === place) go(`/c/${chatId}`)
    } catch (error) {
      write(text)
      put({ images, files, links })
      if (isPassing(error)) lost.current = said
      if (error instanceof ApiError && error.status === 0) setPause(RETRY_AFTER)
      else notifyTrouble(t('chat.sendFailed'), error)
    }
  }

  const send = () => {
    if (!text.trim() && attachments.isEmpty) return
    const said = writeLetter()
    const busy = runningIn(desk.chatId) && !hasArrived(desk, said)
    if (waiting.blocked || busy) setPause(null)
    else if (waiting.lineAway) setPause(RETRY_AFTER)
    else if (waiting.loading) setPause(0)
    else void dispatch(said)
  }

  const latest = useRef(send)
  latest.current = send
  useEffect(() => {
    if (pause === null || waiting.lineAway || waiting.loading) return
    const timer = setTimeout(() => latest.current(), pause)
    return () => clearTimeout(timer)
  }, [pause, waiting.lineAway, waiting.loading])

  const retype = (next: string) => {
    setPause(null)
    write(next)
  }
  const askNow = (question: string) => {
    if (!desk.temporary) aside.current = text
    write(question)
    setPause(0)
  }
  return { text, write: retype, send, ask: askNow, queued: pause !== null }
}
