// Results of a search as they may be used: web addresses, plain words, each address once.
import type { Raw } from './engine'
import { isWanted } from './hosts'

export interface Result {
  link: string
  title: string
  snippet: string
}

const LONGEST_LINK = 2000
const LONGEST_TITLE = 300
const LONGEST_SNIPPET = 2000

/** In the engine's order, at most `count`. */
export function tidy(found: Raw[], rules: readonly string[], count: number): Result[] {
  const seen = new Set<string>()
  const results: Result[] = []
  for (const { link, title, snippet } of found) {
    if (results.length === count) break
    const url = URL.parse(link.trim())
    if (!url || !isLink(url) || !isWanted(url.href, rules)) continue
    url.hash = ''
    if (seen.has(url.href)) continue
    seen.add(url.href)
    results.push({
      link: url.href,
      title: plain(title).slice(0, LONGEST_TITLE) || url.hostname,
      snippet: plain(snippet).slice(0, LONGEST_SNIPPET),
    })
  }
  return results
}

const isLink = ({ protocol, username, password, href }: URL): boolean =>
  /^https?:$/.test(protocol) && username === '' && password === '' && href.length <= LONGEST_LINK

const MARKUP = /<\/?(?:b|strong|em|i|u|mark|span|br|p|wbr)(?:\s[^<>]{0,200})?\/?>/gi
const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  middot: '·',
}

/** Some engines mark the words that were looked for; half a letter at a cut becomes a mark. */
const plain = (text: string): string =>
  text
    .slice(0, LONGEST_SNIPPET * 4)
    .replace(MARKUP, '')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));/gi, entity)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .toWellFormed()

function entity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name) return ENTITIES[name.toLowerCase()] ?? whole
  const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
}
