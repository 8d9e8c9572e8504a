// One block of an answer: paragraph, heading, list, quote, table, code, formula, diagram.
import type { Tokens } from 'marked'
import { memo, type ReactNode } from 'react'
import { cls } from '../../parts/ui/cls'
import { CodeBlock, languageOf } from './code'
import { Diagram } from './diagram'
import { Formula } from './formula'
import { DEEPEST, inline } from './inline'
import { known, type MarkdownToken } from './lex'
import { placed } from './placed'
import { Table } from './table'

export interface BlockProps {
  token: MarkdownToken
  /** True while the block may still grow. */
  open: boolean
  depth?: number
  /** For a heading: its rank on the page, 3 to 6; inside lists and quotes it has none. */
  rank?: number
}

/** Renders again only when its own source changed. */
export const BlockView = memo(
  function BlockView({ token, open, depth = 0, rank }: BlockProps) {
    if (token.type === 'heading') return <Heading token={token} rank={rank} />
    return depth > DEEPEST ? token.raw : block(token, open, depth)
  },
  (a, b) =>
    a.open === b.open &&
    a.rank === b.rank &&
    a.token.type === b.token.type &&
    a.token.raw === b.token.raw,
)

const block = (token: MarkdownToken, open: boolean, depth: number): ReactNode => {
  switch (token.type) {
    case 'paragraph':
      return (
        <p dir="auto" className="my-3">
          {inline(token.tokens, depth)}
        </p>
      )
    case 'text':
      return token.tokens ? inline(token.tokens, depth) : token.text
    case 'list':
      return <List token={token} open={open} depth={depth} />
    case 'blockquote':
      return (
        <blockquote dir="auto" className="my-3 border-s-2 border-line ps-4 text-muted">
          {blocks(token.tokens, open, depth)}
        </blockquote>
      )
    case 'code':
      return <Code token={token} open={open} />
    case 'table':
      return <Table token={token} />
    case 'hr':
      return <hr className="my-6 border-line" />
    case 'math':
      return <Formula source={token.text} display={token.display} raw={token.raw} />
    case 'html':
      return <p className="my-3 whitespace-pre-wrap">{token.raw.trim()}</p>
    default:
      return null
  }
}

const blocks = (tokens: Tokens.Generic[], open: boolean, depth: number): ReactNode =>
  placed(tokens).map(({ item, place }) => (
    <BlockView key={place} token={known(item)} open={open} depth={depth + 1} />
  ))

const sizes = ['text-2xl', 'text-xl', 'text-lg', 'text-base', 'text-base', 'text-base'] as const

const tags = ['p', 'h3', 'h4', 'h5', 'h6'] as const

/** As large as the model meant it, but of the rank that keeps the page's outline whole. */
function Heading({ token, rank = 2 }: { token: Tokens.Heading; rank: number | undefined }) {
  const Tag = tags[Math.min(rank, 6) - 2] ?? 'p'
  return (
    <Tag dir="auto" className={cls('mt-6 mb-2 font-semibold leading-snug', sizes[token.depth - 1])}>
      {inline(token.tokens, 0)}
    </Tag>
  )
}

/** A fence still without its first line has no language yet: half a word would flicker. */
function Code({ token, open }: { token: Tokens.Code; open: boolean }) {
  const language = open && !token.raw.includes('\n') ? '' : languageOf(token.lang)
  if (language === 'mermaid') return <Diagram source={token.text} open={open} />
  return <CodeBlock text={token.text} language={language} open={open} />
}

function List({ token, open, depth }: { token: Tokens.List; open: boolean; depth: number }) {
  const Tag = token.ordered ? 'ol' : 'ul'
  const tasks = token.items.some(item => item.task)
  return (
    <Tag
      dir="auto"
      {...(token.ordered && token.start !== 1 ? { start: Number(token.start) } : {})}
      className={cls(
        'my-3 [&_ol]:my-1.5 [&_ul]:my-1.5',
        tasks ? 'list-none ps-1' : 'ps-6 marker:text-muted',
        !tasks && (token.ordered ? 'list-decimal' : depth % 2 ? 'list-[circle]' : 'list-disc'),
      )}
    >
      {placed(token.items).map(({ item, place }) => (
        <Item key={place} item={item} open={open} depth={depth} />
      ))}
    </Tag>
  )
}

const Item = memo(
  function Item({ item, open, depth }: { item: Tokens.ListItem; open: boolean; depth: number }) {
    const content = blocks(item.tokens, open, depth)
    if (!item.task) {
      return <li className={item.loose ? 'my-2 [&>p]:my-1.5' : 'my-1 [&>p]:my-0'}>{content}</li>
    }
    return (
      <li className="my-1.5 flex items-baseline gap-2.5 [&>div>p]:my-0">
        <input
          type="checkbox"
          readOnly
          disabled
          checked={item.checked ?? false}
          className="translate-y-0.5"
          aria-label={item.text}
        />
        <div className="min-w-0 flex-1">{content}</div>
      </li>
    )
  },
  (a, b) => a.open === b.open && a.item.raw === b.item.raw && a.item.loose === b.item.loose,
)
