// What stands inside a line: emphasis, links, code, formulas. HTML of a model is shown as text.
import { ImageIcon } from 'lucide-react'
import type { Token } from 'marked'
import type { ReactNode } from 'react'
import { t } from '../../text/index'
import { withMarks } from '../cite'
import { Formula } from './formula'
import { known, type MarkdownToken } from './lex'
import { decodeEntities, ownImage, safeLink } from './links'
import { placed } from './placed'

/** Nesting beyond this is shown as plain text: nobody reads it, and layout engines choke on it. */
export const DEEPEST = 40

export const inline = (tokens: Token[] | undefined, depth: number): ReactNode[] =>
  placed(tokens ?? []).map(({ item, place }) => (
    <Inline key={place} token={known(item)} depth={depth + 1} />
  ))

function Inline({ token, depth }: { token: MarkdownToken; depth: number }): ReactNode {
  if (depth > DEEPEST) return token.raw
  switch (token.type) {
    case 'text':
      return token.tokens ? inline(token.tokens, depth) : withMarks(decodeEntities(token.text))
    case 'escape':
      return token.text
    case 'strong':
      return <strong className="font-semibold">{inline(token.tokens, depth)}</strong>
    case 'em':
      return <em>{inline(token.tokens, depth)}</em>
    case 'del':
      return <del>{inline(token.tokens, depth)}</del>
    case 'codespan':
      return <CodeSpan text={token.text} />
    case 'br':
      return <br />
    case 'math':
      return <Formula source={token.text} display={token.display} raw={token.raw} />
    case 'link':
      return <Link href={token.href}>{inline(token.tokens, depth)}</Link>
    case 'image':
      return <Picture href={token.href} name={decodeEntities(token.text)} />
    case 'html':
      return /^<br\s*\/?>$/i.test(token.raw.trim()) ? <br /> : token.raw
    default:
      return token.type === 'checkbox' ? null : token.raw
  }
}

const CodeSpan = ({ text }: { text: string }) => (
  <code
    dir="ltr"
    className="rounded-[5px] bg-wash-strong px-1.5 py-0.5 font-mono text-[0.875em] [overflow-wrap:anywhere]"
  >
    {text}
  </code>
)

/** Opens apart, and tells the other side nothing of us. */
function Link({ href, children }: { href: string; children: ReactNode }) {
  const address = safeLink(href)
  if (!address) return <span title={href}>{children}</span>
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-accent-strong underline decoration-accent/40 underline-offset-[3px] hover:decoration-accent"
    >
      {children}
    </a>
  )
}

/** Our own images show; a foreign one would tell its server who reads, so it is a link. */
function Picture({ href, name }: { href: string; name: string }) {
  if (ownImage(href)) {
    return (
      <img src={href} alt={name} loading="lazy" className="my-3 max-h-[32rem] rounded-control" />
    )
  }
  const address = safeLink(href)
  if (!address) return name
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer nofollow"
      title={address}
      className="inline-flex max-w-full items-center gap-2 rounded-control border border-line px-2.5 py-1 align-middle text-[0.875rem] hover:bg-wash"
    >
      <ImageIcon aria-hidden size={16} className="shrink-0 text-muted" />
      <span className="truncate">{name || new URL(address).hostname}</span>
      <span className="shrink-0 text-muted">{t('chat.image.open')}</span>
    </a>
  )
}
