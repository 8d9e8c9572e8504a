// A block of code: its language, copy, wrap, and colours that come line by line.
import { Check, Copy, WrapText } from 'lucide-react'
import { memo, useMemo, useState } from 'react'
import { IconButton } from '../../parts/ui/button'
import { cls } from '../../parts/ui/cls'
import { useText } from '../../text/index'
import { copyText, useCopied } from '../copy'
import { useHighlight } from './highlight'
import { placed } from './placed'
import type { Piece } from './tokenize'

const CHUNK = 40

/** What scrolls sideways has to be reachable by keyboard. */
export const reachable = (label: string) => ({
  tabIndex: 0,
  role: 'group',
  'aria-label': label,
})

/** The first word behind the fence, in lower case. */
export const languageOf = (info: string | undefined): string =>
  (info ?? '')
    .trim()
    .split(/[\s{,:]/, 1)[0]
    ?.toLowerCase() ?? ''

interface CodeProps {
  text: string
  language: string
  /** True while lines are still coming. */
  open: boolean
}

export function CodeBlock({ text, language, open }: CodeProps) {
  const [wraps, setWraps] = useState(false)
  const t = useText()
  return (
    <figure
      dir="ltr"
      className="group/code my-4 overflow-hidden rounded-panel border border-line bg-sunken text-start"
    >
      <figcaption className="flex h-9 items-center gap-1 border-b border-line ps-3.5 pe-1.5 text-xs text-muted">
        <span className="min-w-0 flex-1 truncate font-mono">
          {language || t('chat.code.plain')}
        </span>
        <IconButton
          size="sm"
          label={t('chat.code.wrap')}
          aria-pressed={wraps}
          onClick={() => setWraps(!wraps)}
        >
          <WrapText aria-hidden size={15} />
        </IconButton>
        <CopyButton text={text} label={t('chat.code.copy')} />
      </figcaption>
      <CodeLines text={text} language={language} open={open} wraps={wraps} />
    </figure>
  )
}

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, mark] = useCopied()
  const t = useText()
  return (
    <IconButton
      size="sm"
      label={copied ? t('common.copied') : label}
      onClick={() => void copyText(text).then(mark)}
    >
      {copied ? (
        <Check aria-hidden size={15} className="text-good" />
      ) : (
        <Copy aria-hidden size={15} />
      )}
    </IconButton>
  )
}

export function CodeLines({ text, language, open, wraps }: CodeProps & { wraps: boolean }) {
  const pieces = useHighlight(language, text, open)
  const lines = useMemo(() => text.split('\n'), [text])
  const t = useText()
  const chunks: number[] = []
  for (let at = 0; at < lines.length; at += CHUNK) chunks.push(at)
  return (
    <pre
      {...reachable(t('chat.code.block', { language: language || t('chat.code.plain') }))}
      className={cls(
        'overflow-x-auto px-3.5 py-3 font-mono text-[0.8125rem] leading-[1.6] -outline-offset-2',
        wraps && 'whitespace-pre-wrap [overflow-wrap:anywhere]',
      )}
    >
      <code>
        {chunks.map(at => (
          <Chunk
            key={at}
            lines={lines.slice(at, at + CHUNK)}
            pieces={pieces.slice(at, at + CHUNK)}
            last={at + CHUNK >= lines.length}
          />
        ))}
      </code>
    </pre>
  )
}

interface ChunkProps {
  lines: string[]
  pieces: Piece[][]
  last: boolean
}

const sameItems = (a: unknown[], b: unknown[]) =>
  a.length === b.length && a.every((item, i) => item === b[i])

/** Forty lines that are left alone once they are whole and coloured. */
const Chunk = memo(
  function Chunk({ lines, pieces, last }: ChunkProps) {
    return placed(lines).map(({ item, place }) => (
      <Line
        key={place}
        line={item}
        pieces={pieces[place]}
        ends={!last || place < lines.length - 1}
      />
    ))
  },
  (a, b) => a.last === b.last && sameItems(a.lines, b.lines) && sameItems(a.pieces, b.pieces),
)

interface LineProps {
  line: string
  pieces: Piece[] | undefined
  ends: boolean
}

const Line = memo(function Line({ line, pieces, ends }: LineProps) {
  const end = ends ? '\n' : ''
  const known = pieces?.map(([text]) => text).join('') ?? ''
  if (!pieces || !line.startsWith(known)) return line + end
  return (
    <>
      {placed(pieces).map(({ item: [text, colour], place }) => (
        <span key={place} {...(colour ? { className: `code-${colour}` } : {})}>
          {text}
        </span>
      ))}
      {line.slice(known.length) + end}
    </>
  )
})
