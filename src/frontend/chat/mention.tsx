// `#` in a message names knowledge, a file or a page: a list over the field, led by the keyboard.
import { Globe } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useId, useState } from 'react'
import { KindIcon } from '../documents/kind'
import { cls } from '../parts/ui/cls'
import { useText } from '../text/index'
import type { Attachments, Link } from './attachments'
import { nameOfPage, useKnowledgeChoices } from './knowledge-choices'

const MOST = 8

/** The name that is being typed before the caret; nothing where there is none. */
export const mentionIn = (text: string, caret: number): string | undefined =>
  /(?:^|\s)#([^\s#]{0,200})$/.exec(text.slice(0, caret))?.[1]

interface Option {
  key: string
  name: string
  icon: string
  link?: Link
  /** The address of a page that is still to be read. */
  url?: string
}

export interface Mention {
  /** For the field. */
  aria: Record<string, string | boolean | undefined>
  /** Whether the key was the list's. */
  onKey: (event: KeyboardEvent) => boolean
  onCaret: (caret: number) => void
  list: React.ReactNode
}

interface Words {
  text: string
  write: (text: string) => void
}

export const useMention = (
  field: RefObject<HTMLTextAreaElement | null>,
  { text, write }: Words,
  attachments: Attachments,
): Mention => {
  const [caret, setCaret] = useState(0)
  const [dismissed, setDismissed] = useState<string>()
  const [active, setActive] = useState(0)
  const id = useId()
  const said = mentionIn(text, caret)
  const open = said !== undefined && text.slice(0, caret) !== dismissed
  const options = useOptions(said ?? '', open)
  const shown = open && options.length > 0
  const at = Math.min(active, options.length - 1)

  const drop = () => {
    const start = caret - (said?.length ?? 0) - 1
    write(text.slice(0, start) + text.slice(caret))
    setCaret(start)
    field.current?.focus()
  }
  const pick = (option: Option) => {
    drop()
    setActive(0)
    if (option.link) attachments.link(option.link)
    else if (option.url) void attachments.readPage(option.url)
  }
  const onKey = (event: KeyboardEvent): boolean => {
    if (!shown || event.nativeEvent.isComposing) return false
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const option = options[at]
    if (step) setActive((at + step + options.length) % options.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && option) pick(option)
    else if (event.key === 'Escape') setDismissed(text.slice(0, caret))
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  return {
    aria: {
      'aria-autocomplete': 'list',
      'aria-controls': shown ? id : undefined,
      'aria-activedescendant': shown ? `${id}-${at}` : undefined,
    },
    onKey,
    onCaret: place => {
      setCaret(place)
      setActive(0)
    },
    list: shown ? <List id={id} options={options} active={at} onPick={pick} /> : null,
  }
}

function useOptions(words: string, open: boolean): Option[] {
  const { bases, files, url } = useKnowledgeChoices(words, open)
  const page = url ? [{ key: url, name: nameOfPage(url), icon: 'page', url }] : []
  const links = [...bases, ...files].map(link => ({
    key: link.id,
    name: link.name,
    icon: link.type === 'collection' ? 'collection' : (link.content_type ?? ''),
    link: { type: link.type, id: link.id, name: link.name },
  }))
  return open ? [...page, ...links].slice(0, MOST) : []
}

interface ListProps {
  id: string
  options: Option[]
  active: number
  onPick: (option: Option) => void
}

function List({ id, options, active, onPick }: ListProps) {
  const t = useText()
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t('documents.pickKnowledge')}
      className="absolute inset-x-3 bottom-full z-40 mb-2 max-h-72 animate-appear overflow-y-auto rounded-panel border border-line bg-raised p-1 shadow-float sm:inset-x-6"
    >
      {options.map((option, place) => (
        // The keyboard stays in the field, which leads the list.
        <div
          key={option.key}
          id={`${id}-${place}`}
          role="option"
          tabIndex={-1}
          aria-selected={place === active}
          onMouseDown={event => {
            event.preventDefault()
            onPick(option)
          }}
          className={cls(
            'flex min-h-9 cursor-pointer select-none items-center gap-3 rounded-[7px] px-2.5 py-1 touch:min-h-11',
            place === active && 'bg-wash-strong',
          )}
        >
          {option.url ? (
            <Globe aria-hidden size={16} className="shrink-0 text-muted" />
          ) : (
            <KindIcon type={option.icon} />
          )}
          <span dir="auto" className="min-w-0 flex-1 truncate">
            {option.url ? t('documents.readPage', { url: option.name }) : option.name}
          </span>
        </div>
      ))}
    </div>
  )
}
