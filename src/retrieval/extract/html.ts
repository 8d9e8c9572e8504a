// Web pages and the chapters of books: the words that a browser would show, block by block.
import { Parser } from 'htmlparser2'
import type { Extracted, Source } from './document'
import { decodeWhole } from './text'
import { Writing } from './writing'

const SILENT = new Set(
  'script style noscript template svg math iframe object embed select head datalist'.split(' '),
)
const BLOCKS = new Set(
  `address article aside blockquote body caption dd details dialog div dl dt fieldset figcaption figure
  footer form header hr html li main nav ol pre section summary table tbody tfoot thead tr ul`.split(
    /\s+/,
  ),
)
const SPACED = new Set('p h1 h2 h3 h4 h5 h6 table ul ol pre blockquote'.split(' '))
const META = /<meta[^>]{0,300}charset\s*=\s*["']?\s*([\w-]{1,40})/i

export async function readHtml(source: Source): Promise<Extracted> {
  const writing = new Writing(source.limits)
  const head = new TextDecoder('latin1').decode(source.bytes.subarray(0, 2048))
  const html = decodeWhole(source, META.exec(head)?.[1])
  if (source.article) return readArticle(writing, html)
  return writing.done(null, { ...writeHtml(writing, html) })
}

/** The words of the article alone, under its title. */
async function readArticle(writing: Writing, page: string): Promise<Extracted> {
  const { article } = await import('./article')
  const { html, title, ...meta } = article(page)
  if (title) writing.line(title)
  writing.gap()
  writeHtml(writing, html)
  return writing.done(null, { title, ...meta })
}

export interface PageMeta {
  title?: string
  description?: string
  language?: string
  author?: string
}

/** Writes the words of a page, its title first. Nothing is fetched. */
export function writeHtml(writing: Writing, html: string): PageMeta {
  const page = new Page(writing)
  const parser = new Parser(page, { decodeEntities: true })
  parser.write(html)
  parser.end()
  return page.meta
}

class Page {
  readonly meta: PageMeta = {}
  readonly #writing: Writing
  /** Elements around here whose words are not shown; `pre` ones keep their blanks. */
  #silent = 0
  #pre = 0
  #title: string | null = null
  /** A blank is due before the next word. */
  #blank = false

  constructor(writing: Writing) {
    this.#writing = writing
  }

  onopentag(name: string, of: Record<string, string>): void {
    if (name === 'html' && of.lang) this.meta.language = of.lang
    if (name === 'meta') this.#described(of)
    // A drawing has titles of its own, within more than the head.
    if (name === 'title' && this.meta.title === undefined && this.#silent <= 1) this.#title = ''
    if (SILENT.has(name)) this.#silent++
    if (this.#silent > 0) return
    this.#block(name)
    if (name === 'td' || name === 'th') this.#cell()
    if (name === 'br') this.#newline()
    if (name === 'li') this.#writing.add('- ')
    if (name === 'pre') this.#pre++
    if (name === 'img' && of.alt) this.ontext(` ${of.alt} `)
  }

  onclosetag(name: string): void {
    if (name === 'title' && this.#title !== null) this.#titled(this.#title)
    if (SILENT.has(name)) this.#silent = Math.max(0, this.#silent - 1)
    if (this.#silent > 0) return
    if (name === 'pre') this.#pre = Math.max(0, this.#pre - 1)
    this.#block(name)
  }

  ontext(text: string): void {
    if (this.#title !== null) this.#title += text
    if (this.#silent > 0 || this.#title !== null) return
    if (this.#pre > 0) this.#writing.add(text)
    else this.#words(text)
  }

  #words(text: string): void {
    const words = text.replace(/[\s\u00A0]+/g, ' ')
    const bare = words.trim()
    if (bare === '') {
      this.#blank ||= words !== ''
      return
    }
    const before = (this.#blank || words.startsWith(' ')) && !this.#writing.isFresh
    this.#writing.add(`${before ? ' ' : ''}${bare}`)
    this.#blank = words.endsWith(' ')
  }

  #described({ name = '', property = '', content = '' }: Record<string, string>): void {
    if (/^(og:)?description$/i.test(name || property)) this.meta.description ??= content.trim()
    if (/^author$/i.test(name)) this.meta.author = content.trim()
  }

  #titled(title: string): void {
    this.#title = null
    this.meta.title = title.replace(/\s+/g, ' ').trim()
    if (!this.meta.title) return
    this.#writing.line(this.meta.title)
    this.#writing.gap()
  }

  #block(name: string): void {
    if (SPACED.has(name)) this.#writing.gap()
    else if (BLOCKS.has(name)) this.#writing.fresh()
    else return
    this.#blank = false
  }

  #newline(): void {
    this.#writing.add('\n')
    this.#blank = false
  }

  #cell(): void {
    this.#writing.cell()
    this.#blank = false
  }
}
