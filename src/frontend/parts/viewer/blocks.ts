// Cuts a document's words into blocks that a browser can lay out one by one.
import type { FileWords } from '../../api-documents'

export interface Block {
  /** Where it begins in the whole text. */
  start: number
  text: string
  /** The page that begins with it, from 1. */
  page: number | null
}

const LONG = 3000

/** Blocks of some paragraphs each, none over the border of a page; joined they are the text. */
export function blocksOf({ content, pages }: Pick<FileWords, 'content' | 'pages'>): Block[] {
  const starts = pages.length > 0 ? pages : [0]
  const blocks: Block[] = []
  if ((starts[0] ?? 0) > 0) blocks.push(...cut(content, 0, starts[0] ?? 0, null))
  starts.forEach((start, index) => {
    const page = pages.length > 0 ? index + 1 : null
    blocks.push(...cut(content, start, starts[index + 1] ?? content.length, page))
  })
  return blocks
}

function cut(content: string, start: number, stop: number, page: number | null): Block[] {
  const blocks: Block[] = []
  for (let from = start; from < stop; ) {
    const to = Math.min(endOfBlock(content, from), stop)
    blocks.push({ start: from, text: content.slice(from, to), page: from === start ? page : null })
    from = to
  }
  return blocks
}

/** After the first line that ends beyond the length of a block. */
function endOfBlock(content: string, from: number): number {
  const line = content.indexOf('\n', from + LONG)
  const far = from + 2 * LONG
  if (line !== -1 && line < far) return line + 1
  if (far >= content.length) return content.length
  // Never between the halves of a letter.
  return /[\uDC00-\uDFFF]/.test(content[far] ?? '') ? far + 1 : far
}
