// Markdown to tokens: marked's lexer with formulas added; nothing here makes HTML.
import { Lexer, type Links, Marked, type MarkedToken, type Token, type Tokens } from 'marked'
import { decodeEntities } from './links'

export interface MathToken {
  type: 'math'
  raw: string
  text: string
  display: boolean
}

export type MarkdownToken = MarkedToken | MathToken

/** marked types its tokens openly for extensions; ours is the only one. */
export const known = (token: Token): MarkdownToken => token as MarkdownToken

const LONGEST_FORMULA = 4000

const math = (raw: string, text: string, display: boolean): MathToken | undefined =>
  text.trim() && text.length <= LONGEST_FORMULA
    ? { type: 'math', raw, text: text.trim(), display }
    : undefined

/** A formula between two fixed marks at the start of `src`. */
const between = (src: string, open: string, close: string, display: boolean) => {
  const end = src.slice(0, LONGEST_FORMULA).indexOf(close, open.length)
  if (end < 0) return undefined
  return math(src.slice(0, end + close.length), src.slice(open.length, end), display)
}

const isSpace = (char: string | undefined) => char === undefined || char.trim() === ''
const isDigit = (char: string | undefined) => char !== undefined && char >= '0' && char <= '9'

/** `$x$`, but not prices: no space inside the dollars and no digit after. */
const dollars = (src: string): MathToken | undefined => {
  if (isSpace(src[1])) return undefined
  let end = 1
  while (end < src.length && end < LONGEST_FORMULA && src[end] !== '$') {
    end += src[end] === '\\' ? 2 : 1
  }
  if (src[end] !== '$' || isSpace(src[end - 1]) || isDigit(src[end + 1])) return undefined
  return math(src.slice(0, end + 1), src.slice(1, end), false)
}

const inlineMath = (src: string): MathToken | undefined => {
  if (src.startsWith('$$')) return between(src, '$$', '$$', true)
  if (src[0] === '$') return dollars(src)
  if (src.startsWith('\\(')) return between(src, '\\(', '\\)', false)
  if (src.startsWith('\\[')) return between(src, '\\[', '\\]', true)
  return undefined
}

const blockMath = (src: string): MathToken | undefined => {
  const indent = src.length - src.trimStart().length
  if (indent > 3 || src.slice(0, indent).includes('\n')) return undefined
  const body = src.slice(indent)
  const found = body.startsWith('$$')
    ? between(body, '$$', '$$', true)
    : body.startsWith('\\[')
      ? between(body, '\\[', '\\]', true)
      : undefined
  if (!found) return undefined
  const after = body.slice(found.raw.length)
  const end = after.indexOf('\n')
  const rest = end < 0 ? after : after.slice(0, end + 1)
  // Text on the same line makes it part of a paragraph, where the inline rule takes it.
  return rest.trim() ? undefined : { ...found, raw: src.slice(0, indent) + found.raw + rest }
}

const first = (...places: number[]): number => {
  const found = places.filter(at => at >= 0)
  return found.length ? Math.min(...found) : -1
}

const options = new Marked({
  gfm: true,
  extensions: [
    {
      name: 'math',
      level: 'inline',
      start: src => first(src.indexOf('$'), src.indexOf('\\(')),
      tokenizer: inlineMath,
    },
    {
      name: 'blockMath',
      level: 'block',
      start: src => {
        const at = first(src.indexOf('\n$$'), src.indexOf('\n\\['))
        return at < 0 ? undefined : at + 1
      },
      tokenizer: blockMath,
    },
  ],
}).defaults

/** The blocks of a text. `links` carries reference definitions from the blocks before it. */
export const lex = (text: string, links: Links = {}): { tokens: MarkdownToken[]; links: Links } => {
  const lexer = new Lexer(options)
  lexer.tokens.links = { ...links }
  const tokens = lexer.lex(text)
  return { tokens: tokens.map(known), links: tokens.links }
}

/** The words of inline tokens without their marks. */
const wordsOf = (tokens: Token[]): string => tokens.map(token => wordOf(known(token))).join('')

const wordOf = (token: MarkdownToken): string => {
  if ('tokens' in token && token.tokens && token.type !== 'image') return wordsOf(token.tokens)
  return 'text' in token ? decodeEntities(token.text) : ' '
}

/** The cells of a table as plain words, for copying. */
export const rowsOf = (table: Tokens.Table): string[][] =>
  [table.header, ...table.rows].map(row => row.map(cell => wordsOf(cell.tokens)))
