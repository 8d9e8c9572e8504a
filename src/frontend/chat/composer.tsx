// The field where a message is written, with what goes along, and the button that sends or stops.
import { ArrowUp, Square } from 'lucide-react'
import { type ClipboardEvent, type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import { useSettings } from '../cache'
import { IconButton } from '../parts/ui/button'
import { cls } from '../parts/ui/cls'
import { isApple } from '../parts/ui/keys'
import { useText } from '../text/index'
import { AttachMenu } from './attach-menu'
import type { Attachments } from './attachments'
import { Chips } from './chips'
import { useThisDesk } from './desk'
import { growing, isSend } from './field'
import { useRunning } from './live'
import { useMention } from './mention'
import type { ModelChoice } from './model'
import { type Outbox, useOutbox } from './outbox'
import { Previews } from './previews'
import { stop } from './talk'
import { useWaiting } from './waiting'

export interface ComposerHandle {
  focus: () => void
  /** Puts words into the field for the person to change or send. */
  fill: (text: string) => void
  /** Sends words as soon as that can be. */
  ask: (text: string) => void
}

interface ComposerProps {
  ref: Ref<ComposerHandle>
  /** The chat is not here yet. */
  loading: boolean
  model: ModelChoice
  attachments: Attachments
  onEditLast: () => void
}

export function Composer({ ref, loading, model, attachments, onEditLast }: ComposerProps) {
  const waiting = useWaiting(model, attachments, loading)
  const outbox = useOutbox(waiting, attachments)
  const field = useRef<HTMLTextAreaElement>(null)
  const t = useText()
  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    fill: text => {
      outbox.write(text)
      field.current?.focus()
    },
    ask: outbox.ask,
  }))
  const held = outbox.queued && !waiting.loading && !waiting.blocked
  const note = held
    ? t('chat.wait.queued')
    : waiting.reading && !outbox.queued
      ? ''
      : waiting.reason
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        outbox.send()
      }}
      className="relative mx-auto w-full max-w-(--container-reading) shrink-0 px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6"
    >
      <div className="rounded-2xl border border-edge/70 bg-raised shadow-[0_1px_3px_var(--shadow)] transition-colors duration-[120ms] focus-within:border-accent">
        <Previews images={attachments.images} onRemove={attachments.remove} />
        <Chips attachments={attachments} />
        <Field field={field} outbox={outbox} attachments={attachments} onEditLast={onEditLast} />
        <div className="flex items-center gap-1 px-2 pb-2">
          <AttachMenu attachments={attachments} />
          <Note text={note} />
          <SendButton outbox={outbox} blocked={waiting.blocked} empty={attachments.isEmpty} />
        </div>
      </div>
    </form>
  )
}

interface FieldProps {
  field: React.RefObject<HTMLTextAreaElement | null>
  outbox: Outbox
  attachments: Attachments
  onEditLast: () => void
}

const pastedFiles = (event: ClipboardEvent): File[] => [...event.clipboardData.files]

function Field({ field, outbox, attachments, onEditLast }: FieldProps) {
  const { enterToSend } = useSettings()
  const mention = useMention(field, outbox, attachments)
  const t = useText()
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) field.current?.focus()
    return growing(field.current)
  }, [field])
  return (
    <>
      {mention.list}
      <textarea
        ref={field}
        {...mention.aria}
        // An empty field takes its placeholder's direction from the page.
        {...(outbox.text ? { dir: 'auto' } : {})}
        rows={1}
        aria-label={t('chat.composer.label')}
        placeholder={t('chat.composer.placeholder')}
        enterKeyHint={enterToSend ? 'send' : 'enter'}
        title={
          enterToSend ? undefined : t('chat.composer.hint.mod', { key: isApple ? '⌘' : 'Ctrl' })
        }
        value={outbox.text}
        onChange={event => {
          outbox.write(event.target.value)
          mention.onCaret(event.target.selectionStart)
        }}
        onSelect={event => mention.onCaret(event.currentTarget.selectionStart)}
        onPaste={event => {
          const files = pastedFiles(event)
          if (!files.length) return
          event.preventDefault()
          attachments.add(files)
        }}
        onKeyDown={event => {
          if (mention.onKey(event)) return
          if (isSend(event, enterToSend)) {
            event.preventDefault()
            outbox.send()
          } else if (event.key === 'ArrowUp' && !outbox.text && !event.nativeEvent.isComposing) {
            event.preventDefault()
            onEditLast()
          }
        }}
        className="field-sizing-content block max-h-[40dvh] min-h-12 w-full resize-none bg-transparent px-4 pt-3 pb-2 text-prose outline-none placeholder:text-muted"
      />
    </>
  )
}

const Note = ({ text }: { text: string }) => (
  <p role="status" className="min-w-0 flex-1 px-1 text-[0.8125rem] text-muted">
    {text}
  </p>
)

interface SendButtonProps {
  outbox: Outbox
  blocked: boolean
  /** Nothing goes along with the words. */
  empty: boolean
}

function SendButton({ outbox, blocked, empty }: SendButtonProps) {
  const desk = useThisDesk()
  const running = useRunning(desk.chatId)
  const t = useText()
  const look = 'size-9 rounded-full'
  if (running) {
    return (
      <IconButton
        label={t('chat.composer.stop')}
        side="top"
        onClick={() => void stop(desk, running)}
        className={cls(look, 'bg-text text-surface! hover:bg-text/85!')}
      >
        <Square aria-hidden size={13} fill="currentColor" />
      </IconButton>
    )
  }
  const idle = blocked || (!outbox.text.trim() && empty)
  return (
    <IconButton
      type="submit"
      label={t('chat.composer.send')}
      side="top"
      disabled={idle}
      className={cls(
        look,
        'bg-accent text-accent-ink! enabled:hover:bg-accent-strong!',
        'disabled:bg-wash-strong disabled:text-muted! disabled:opacity-100',
      )}
    >
      <ArrowUp aria-hidden size={18} />
    </IconButton>
  )
}
