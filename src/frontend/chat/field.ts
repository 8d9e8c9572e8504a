// What the fields for messages share: how they grow, and which key sends.
import type { KeyboardEvent } from 'react'
import { isApple } from '../parts/ui/keys'

/** Firefox has no `field-sizing` yet, so there the height is set by hand. */
export const growing = (field: HTMLTextAreaElement | null): (() => void) | undefined => {
  if (!field || CSS.supports('field-sizing', 'content')) return undefined
  const fit = () => {
    field.style.height = 'auto'
    field.style.height = `${field.scrollHeight}px`
  }
  fit()
  field.addEventListener('input', fit)
  return () => field.removeEventListener('input', fit)
}

/** Whether this key press sends. Enter that ends a word of an input method never does. */
export const isSend = (event: KeyboardEvent, enterToSend: boolean): boolean => {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return false
  const mod = isApple ? event.metaKey : event.ctrlKey
  return mod || (enterToSend && !event.shiftKey && !event.altKey)
}
