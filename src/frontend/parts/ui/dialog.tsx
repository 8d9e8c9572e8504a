// A question over the page: title, body, and actions at its foot.
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { useText } from '../../text/index'
import { IconButton } from './button'
import { cls } from './cls'
import { giveBack } from './focus'

export interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  /** The actions; the primary one last. */
  footer?: ReactNode
  wide?: boolean
  children?: ReactNode
}

export const Scrim = () => <Radix.Overlay className="fixed inset-0 z-50 animate-appear bg-scrim" />

/** A form is begun at its first field; on touch that would bring the keyboard up. */
const begin = (event: Event) => {
  const box = event.currentTarget
  if (!(box instanceof HTMLElement) || !matchMedia('(pointer: fine)').matches) return
  const field = box.querySelector<HTMLElement>(':scope > div :is(input, textarea, select)')
  if (!field?.matches('textarea, input:not([type=radio], [type=checkbox], [type=file])')) return
  event.preventDefault()
  field.focus()
}

/** It was opened by a state, not by a button of its own that could take the focus back. */
export const end = (event: Event) => {
  event.preventDefault()
  giveBack()
}

export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, footer, wide = false, children } = props
  const t = useText()
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Scrim />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={begin}
          onCloseAutoFocus={end}
          className={cls(
            'fixed inset-0 z-50 m-auto flex h-fit max-h-[min(44rem,calc(100dvh-2rem))] w-[calc(100vw-2rem)]',
            'animate-appear flex-col overflow-hidden rounded-panel border border-line bg-raised shadow-float',
            wide ? 'max-w-2xl' : 'max-w-md',
          )}
        >
          <header className="flex items-start gap-3 px-5 pt-4">
            <div className="min-w-0 flex-1 pt-1">
              <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
              {description ? (
                <Radix.Description className="mt-1 text-muted">{description}</Radix.Description>
              ) : null}
            </div>
            <Radix.Close asChild>
              <IconButton label={t('common.close')} tip={false} className="-me-1.5">
                <X aria-hidden size={18} />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          {footer ? (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
              {footer}
            </footer>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
