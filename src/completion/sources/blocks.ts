// A whole text as passages that do not overlap, so that each can be cited.
import type { FileText } from '../../storage/table'

export interface Block {
  start: number
  stop: number
  /** Counted from 1. */
  page: number | null
  text: string
}

/** Characters of a block; a page that is not much longer stays whole. */
const SIZE = 2000
const STRETCH = 1.5

/** The text cut at its pages, and where those are long at paragraphs, lines, sentences or words. */
export function blocksOf({ content, pages }: Pick<FileText, 'content' | 'pages'>): Block[] {
  const starts = pages.length > 0 ? pages : [0]
  return starts
    .flatMap((start, index) => {
      const stop = starts[index + 1] ?? content.length
      const page = pages.length > 0 ? index + 1 : null
      return cut(content, index === 0 ? 0 : start, stop).map(([from, to]) => ({
        start: from,
        stop: to,
        page,
        text: content.slice(from, to).trim(),
      }))
    })
    .filter(({ text }) => text !== '')
}

function cut(content: string, start: number, stop: number): [number, number][] {
  const parts: [number, number][] = []
  let at = start
  while (stop - at > SIZE * STRETCH) {
    const next = at + breakIn(content.slice(at, at + SIZE))
    parts.push([at, next])
    at = next
  }
  return [...parts, [at, stop]]
}

const BREAKS = ['\n\n', '\n', '. ', '。', ' ']

/** Where to cut a piece: behind the last break in its second half, the stronger kind first. */
function breakIn(piece: string): number {
  for (const mark of BREAKS) {
    const found = piece.lastIndexOf(mark)
    if (found > piece.length / 2) return found + mark.length
  }
  // Two halves of one sign are no text.
  const last = piece.charCodeAt(piece.length - 1)
  return last >= 0xd800 && last <= 0xdbff ? piece.length - 1 : piece.length
}
