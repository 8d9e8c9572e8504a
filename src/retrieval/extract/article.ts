// The article of a web page, without the menus and notices around it.
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'

export interface Article {
  /** What the page and the article are called; the text does not repeat it. */
  title: string
  /** A tag such as `de`. */
  language: string | null
  description: string | null
  /** The article alone; the page without menus and footers where there is none. */
  html: string
}

/** Never the words of a page. */
const NOISE =
  'script, style, noscript, template, iframe, svg, canvas, nav, dialog, [hidden], [role="navigation"]'

/** Around an article, and sometimes in one: left to the search for it. */
const MARGINS =
  'aside, footer, [aria-hidden="true"], [role="banner"], [role="contentinfo"], [role="complementary"]'

/** Pages with more elements are not looked through for their article. */
const MOST_ELEMENTS = 200_000
/** Nor are those nested deeper, for which it would take minutes. */
const MOST_DEPTH = 300
/** An article this short, in a page with that many times its words, is none: the page is a list. */
const SHORT = 500
const TIMES = 4

/** The article of a page. Nothing is fetched and nothing is run. */
export function article(html: string): Article {
  const document = parse(html)
  const { body, head } = document
  head.append(...body.querySelectorAll('title'))
  const title = titleOf(document)
  for (const one of body.querySelectorAll(NOISE)) one.remove()
  const found = readable(document)
  for (const one of body.querySelectorAll(MARGINS)) one.remove()
  return {
    title,
    language: languageOf(document),
    description: said(document, 'description', 'og:description', 'twitter:description') || null,
    html: (found && isWhole(found, body) ? found : body).outerHTML,
  }
}

const FRAME = /<!doctype[^<>]*>|<\/?(?:html|head|body)(?:\s[^<>]*)?>/gi
const hasAll = (html: string): boolean =>
  ['html', 'head', 'body'].every(name => new RegExp(`<${name}[\\s>]`, 'i').test(html))

/** Authors may leave these three out; the parser would lose what stands around them. */
function parse(html: string): Document {
  if (hasAll(html)) return parseHTML(html).document
  const open = /<html(?:\s[^<>]*)?>/i.exec(html)?.[0] ?? '<html>'
  return parseHTML(`${open}<head></head><body>${html.replace(FRAME, '')}</body></html>`).document
}

function readable(document: Document): Element | undefined {
  if (isDeep(document.body)) return undefined
  const copy = document.cloneNode(true) as Document
  try {
    const reading = new Readability<Element>(copy, {
      serializer: node => node as Element,
      maxElemsToParse: MOST_ELEMENTS,
      disableJSONLD: true,
    }).parse()
    return reading?.content ?? undefined
  } catch {
    // It gives up on pages that are too large for it, or that it does not understand.
    return undefined
  }
}

function isDeep(body: Element): boolean {
  let row = [body]
  for (let depth = 0; row.length > 0; depth++) {
    if (depth > MOST_DEPTH) return true
    row = row.flatMap(element => [...element.children])
  }
  return false
}

function isWhole(found: Element, body: Element): boolean {
  const length = words(found)
  return length >= SHORT || length * TIMES >= words(body)
}

const words = (element: Element): number => (element.textContent ?? '').replace(/\s+/g, ' ').length

function titleOf(document: Document): string {
  const heading = document.querySelector('h1')?.textContent
  return oneLine(
    said(document, 'og:title', 'twitter:title') ||
      document.querySelector('title')?.textContent ||
      heading ||
      '',
  ).slice(0, 300)
}

function languageOf(document: Document): string | null {
  const tag = document.documentElement.getAttribute('lang')?.trim() ?? ''
  return /^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/.test(tag) ? tag : null
}

/** What the page's head says under the first of these names that it has. */
function said(document: Document, ...names: string[]): string {
  for (const name of names) {
    const meta = document.querySelector(`meta[name="${name}"], meta[property="${name}"]`)
    const content = oneLine(meta?.getAttribute('content') ?? '')
    if (content) return content.slice(0, 2000)
  }
  return ''
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
