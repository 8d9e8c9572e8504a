// The messages of the branch that is shown, the newest at the foot.
import { ArrowDown } from 'lucide-react'
import { memo, useEffect, useMemo, useRef } from 'react'
import { Button } from '../parts/ui/button'
import { useText } from '../text/index'
import type { Message } from '../wire'
import { Answer } from './answer'
import { useThisDesk } from './desk'
import { isLive, useRunning } from './live'
import { Question } from './question'
import { useFollow } from './scroll'
import { branch, type History, siblings } from './tree'
import { useWindow } from './window'

interface MessagesProps {
  history: History
  editing: string | null
  onEdit: (id: string | null) => void
}

export function Messages({ history, editing, onEdit }: MessagesProps) {
  const box = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const sentinel = useRef<HTMLDivElement>(null)
  const line = useMemo(() => branch(history), [history])
  const { atEnd, toEnd } = useFollow(box, content)
  const { start, showMore } = useWindow(line.length, atEnd, box, sentinel)
  const t = useText()
  useOwnQuestion(line, toEnd)
  return (
    <div className="relative min-h-0 flex-1">
      {/* Holds what is there for screen readers only, or the frame would grow by it. */}
      <div ref={box} className="relative h-full overflow-y-auto overscroll-contain">
        <div
          ref={content}
          role="log"
          aria-live="off"
          aria-label={t('chat.messages')}
          className="mx-auto w-full max-w-(--container-reading) px-4 pt-4 pb-8 sm:px-6"
        >
          {start > 0 ? (
            <div ref={sentinel} className="flex justify-center pb-4">
              <Button size="sm" variant="quiet" onClick={showMore}>
                {t('chat.more')}
              </Button>
            </div>
          ) : null}
          {line.slice(start).map(message => (
            <Row
              key={message.id}
              message={message}
              versions={versionsOf(history, message.id)}
              editing={editing === message.id}
              last={message.id === history.currentId}
              onEdit={onEdit}
            />
          ))}
        </div>
      </div>
      <Fades />
      {atEnd ? null : <ToEnd onPress={() => toEnd(true)} />}
    </div>
  )
}

const fade =
  'pointer-events-none absolute inset-x-0 mx-auto w-full max-w-(--container-reading) from-surface to-transparent'

/** Text comes and goes softly at both edges instead of being cut through. */
const Fades = () => (
  <>
    <div aria-hidden className={`${fade} top-0 h-4 bg-linear-to-b`} />
    <div aria-hidden className={`${fade} bottom-0 h-6 bg-linear-to-t`} />
  </>
)

/** What the person has just asked is always shown, wherever they had scrolled to. */
const useOwnQuestion = (line: Message[], toEnd: () => void) => {
  const asked = line.findLast(message => message.role === 'user')?.id
  const answered = line.at(-1)?.id ?? ''
  const known = useRef(asked)
  useEffect(() => {
    if (asked === known.current) return
    known.current = asked
    // Turning to another version is no asking.
    if (isLive(answered)) toEnd()
  }, [asked, answered, toEnd])
}

const versionsOf = (history: History, id: string): string => {
  const row = siblings(history, id)
  return row.length > 1 ? `${row.indexOf(id) + 1}/${row.length}` : ''
}

export interface RowProps {
  message: Message
  /** `2/3`: the second of three versions; '' for the only one. */
  versions: string
  editing: boolean
  last: boolean
  onEdit: (id: string | null) => void
}

const Row = memo(function Row(props: RowProps) {
  return props.message.role === 'user' ? <Question {...props} /> : <Answer {...props} />
})

function ToEnd({ onPress }: { onPress: () => void }) {
  const { chatId } = useThisDesk()
  const running = useRunning(chatId)
  const t = useText()
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
      <button
        type="button"
        onClick={onPress}
        aria-label={running ? undefined : t('chat.toEnd')}
        className="tap pointer-events-auto flex h-9 animate-appear items-center gap-2 rounded-full border border-line bg-raised px-2.5 text-[0.8125rem] font-medium shadow-float hover:bg-sunken"
      >
        {running ? <span className="ps-1">{t('chat.newText')}</span> : null}
        <ArrowDown aria-hidden size={17} className={running ? 'text-accent' : ''} />
      </button>
    </div>
  )
}
