// The keyboard of a chat: stop, focus the field, copy the last answer or its last code.
import { useEffect } from 'react'
import { shortcuts, useShortcut } from '../parts/shell/shortcuts'
import { notifyDone } from '../parts/ui/toast'
import { t } from '../text/index'
import { copyText, lastCode } from './copy'
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
