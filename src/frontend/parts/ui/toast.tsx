// Short notices at the edge of the page. They say what happened and what to do about it.
import { Toaster as Sonner, toast } from 'sonner'
import { explain } from '../../text/explain'
import { t } from '../../text/index'
import { useTheme } from '../shell/theme'

/** Something was done. Only for what the page itself does not show. */
export const notifyDone = (text: string): void => {
  toast.success(text)
}

/** Something failed: what, then why and what to do. */
export const notifyTrouble = (text: string, error?: unknown): void => {
  toast.error(text, {
    duration: 8000,
    ...(error === undefined ? {} : { description: explain(error) }),
  })
}

/** How long a deletion can be taken back. */
export const UNDO_MS = 10_000

/** A notice with one action. `onEnd` runs when it goes without the action being taken. */
export const notifyAction = (
  text: string,
  label: string,
  onAction: () => void,
  duration: number,
  onEnd?: () => void,
): string | number =>
  toast(text, {
    duration,
    action: { label, onClick: onAction },
    ...(onEnd ? { onAutoClose: onEnd, onDismiss: onEnd } : {}),
  })

export const dismissNotice = (id: string | number): void => {
  toast.dismiss(id)
}

const classNames = {
  toast:
    'flex w-full items-start gap-3 rounded-panel border border-line bg-raised p-3 ps-4 text-text shadow-float focus-visible:outline-2! focus-visible:outline-accent! sm:w-96',
  content: 'min-w-0 flex-1',
  title: 'font-medium',
  description: 'mt-0.5 text-muted',
  icon: 'mt-0.5 shrink-0 empty:hidden',
  actionButton:
    'tap -my-1.5 -me-1 h-8 shrink-0 rounded-control border border-edge/60 px-3 font-medium hover:bg-wash',
  success: '[&_[data-icon]]:text-good',
  error: '[&_[data-icon]]:text-danger',
}

export function Notices() {
  const { resolved } = useTheme()
  return (
    <Sonner
      theme={resolved}
      position="top-center"
      offset={16}
      style={{ fontFamily: 'inherit' }}
      gap={8}
      visibleToasts={4}
      containerAriaLabel={t('common.notices')}
      toastOptions={{ unstyled: true, classNames }}
    />
  )
}
