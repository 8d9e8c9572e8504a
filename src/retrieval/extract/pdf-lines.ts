// The pieces of text on a page put together: words, lines, paragraphs; words divided at a line's end are whole again.

/** A piece as the page draws it. */
export interface Item {
  str: string
  hasEOL: boolean
  height: number
  /** Its place: the last two are how far right, how far up. */
  transform: number[]
}

/** A gap between two lines that is wider than so many of their heights begins a paragraph. */
const PARAGRAPH = 1.8

/** A word divided at the end of a line; a number range or a list is none. */
const DIVIDED = /(\p{Ll})[-\u00AD\u2010]\n(?=\p{Ll})/gu
const SOFT = /\u00AD/g

export function linesOf(items: Item[]): string {
  const parts: string[] = []
  let last: Item | undefined
  for (const item of items) {
    if (last?.hasEOL && isApart(last, item)) parts.push('\n')
    parts.push(item.str)
    if (item.hasEOL) parts.push('\n')
    if (item.str.trim() || item.hasEOL)
      last = item.str.trim() ? item : { ...item, ...placeOf(last) }
  }
  return parts
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(DIVIDED, '$1')
    .replace(SOFT, '')
    .trim()
}

/** A line end is a piece of its own, without height or place. */
const placeOf = (item: Item | undefined): Partial<Item> =>
  item ? { height: item.height, transform: item.transform } : {}

function isApart(before: Item, after: Item): boolean {
  const down = (before.transform[5] ?? 0) - (after.transform[5] ?? 0)
  const height = Math.max(before.height, after.height)
  return height > 0 && after.height > 0 && Math.abs(down) > height * PARAGRAPH
}
