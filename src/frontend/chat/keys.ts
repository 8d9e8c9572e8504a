// The keyboard of a chat: stop, focus the field, copy the last answer or its last code.
import { useEffect } from 'react'
import { shortcuts, useShortcut } from '../parts/shell/shortcuts'
import { notifyDone } from '../parts/ui/toast'
import { t } from '../text/index'
import { copyText } from './copy'
import type { Desk } from './desk'
import { runningIn } from './live'
import { stop } from './talk'
import { withoutThoughts } from './think'
import { branch } from './tree'

const lastAnswer = (desk: Desk): string =>
  withoutThoughts(
    branch(desk.read()).findLast(message => message.role === 'assistant' && message.content)
      ?.content ?? '',
  )

/** What stands inside the last fence of a text. */
export const lastCode = (text: string): string => {
  const parts = text.split(/^ {0,3}```[^\n]*\n?/m)
  const last = parts.length % 2 ? parts.length - 2 : parts.length - 1
  return last > 0 ? (parts[last] ?? '').replace(/\n$/, '') : ''
}

const copy = (text: string) => {
  if (text) void copyText(text).then(() => notifyDone(t('common.copied')))
}

export const useChatKeys = (desk: Desk, focus: () => void): void => {
  useShortcut(shortcuts.focus.keys, focus)
  useShortcut(shortcuts.copyLast.keys, () => copy(lastAnswer(desk)))
  useShortcut(shortcuts.copyCode.keys, () => copy(lastCode(lastAnswer(desk))))
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      // Escape belongs to whatever floats above the page first.
      if (event.key !== 'Escape' || event.shiftKey || event.defaultPrevented) return
      if (document.querySelector('[role=dialog], [role=menu], [role=listbox]')) return
      const live = runningIn(desk.chatId)
      if (live) void stop(desk, live.id)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [desk])
}
