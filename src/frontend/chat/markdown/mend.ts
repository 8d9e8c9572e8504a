// Closes what a half-written block leaves open, so that it shows well-formed while it streams.

const isSpace = (char: string | undefined) => char === undefined || char.trim() === ''
const isDigit = (char: string | undefined) => char !== undefined && char >= '0' && char <= '9'
const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}]/u.test(char)

/** The block with its open emphasis, code, links and tables closed. Linear in its length. */
export const mend = (block: string): string => {
  if (insideFence(block)) return block
  const body = withoutBareMarker(block)
  if (halfFormula(body)) return ''
  const table = mendTable(body)
  if (table !== undefined) return table
  const start = lastPart(body)
  return body.slice(0, start) + mendInline(body.slice(start))
}

/** Whether the text ends inside a fence of code, in quotes and lists too. */
export const insideFence = (block: string): boolean => {
  let fence = ''
  for (const line of block.split('\n')) {
    const mark = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(`{3,}|~{3,})(.*)$/.exec(line)
    const run = mark?.[1] ?? ''
    if (!fence) fence = run.startsWith('`') && mark?.[2]?.includes('`') ? '' : run
    else if (run[0] === fence[0] && run.length >= fence.length && !mark?.[2]?.trim()) fence = ''
  }
  return fence !== ''
}

/** A last line that is only a mark (`-`, `1.`, `##`, `|`, two backticks) says nothing yet: hold it. */
const withoutBareMarker = (block: string): string => {
  const at = block.lastIndexOf('\n') + 1
  const line = block.slice(at)
  const bare =
    line.length < 40 && /^[\s>]*(?:[-*+_=|]{1,3}|\d{1,3}[.)]?|#{1,6}|`{1,2}|)\s*$/.test(line)
  return bare && at > 0 ? block.slice(0, at) : block
}

/** A formula on lines of its own is shown when it is whole. */
const halfFormula = (block: string): boolean => {
  const text = block.trimStart()
  if (text.startsWith('$$')) return !text.includes('$$', 2)
  return text.startsWith('\\[') && !text.includes('\\]')
}

/** Where the last paragraph, item, heading or quoted line begins: emphasis cannot reach further. */
const lastPart = (block: string): number => {
  let at = block.length
  while (at > 0) {
    const line = block.lastIndexOf('\n', at - 1) + 1
    const text = block.slice(line, at)
    if (!text.trim() && at < block.length) return at
    if (/^\s*(?:[-*+]\s|\d{1,9}[.)]\s|#{1,6}\s|>|\|)/.test(text)) return line
    at = line - 1
  }
  return 0
}

/** The whole block again if it ends in a table, with the table's header or last row completed. */
const mendTable = (block: string): string | undefined => {
  const lines = block.split('\n')
  let start = lines.length - (lines.at(-1)?.trim() ? 0 : 1)
  while (lines[start - 1]?.trimStart().startsWith('|')) start--
  const rows = lines.slice(start)
  const header = rows[0] ?? ''
  if (!header.trimStart().startsWith('|')) return undefined
  const before = lines.slice(0, start)
  const cells = header.split('|').length - (header.trimEnd().endsWith('|') ? 2 : 1)
  const rule = `${header.slice(0, header.indexOf('|'))}|${' --- |'.repeat(Math.max(1, cells))}`
  if (rows.length === 1) return [...before, mendCell(header), rule].join('\n')
  if (rows.length === 2 && /^[\s|:-]*$/.test(rows[1] ?? '')) {
    return [...before, header, rule].join('\n')
  }
  return [...before, ...rows.slice(0, -1), mendCell(rows.at(-1) ?? '')].join('\n')
}

const mendCell = (row: string): string => {
  if (!row.trim()) return row
  const at = row.lastIndexOf('|') + 1
  const cell = row.slice(at)
  return `${row.slice(0, at)}${cell.trim() ? mendInline(cell) : cell}${cell.trim() ? ' |' : ''}`
}

interface Open {
  mark: string
  /** Where the text inside begins. */
  at: number
}

/** Closes open marks at the end of one run of inline text. */
export const mendInline = (source: string): string => {
  let text = source.endsWith('\\') ? source.slice(0, -1) : source
  const open: Open[] = []
  for (let i = 0; i < text.length; ) {
    const char = text[i]
    if (char === '\\') {
      if (text[i + 1] === '(' && !text.includes('\\)', i)) return closeAll(text.slice(0, i), open)
      i += 2
    } else if (char === '`') {
      const end = afterCode(text, i)
      if (end < 0) return closeCode(text, i, open)
      i = end
    } else if (char === '$') {
      const end = afterFormula(text, i)
      if (end < 0) return closeAll(text.slice(0, i), open)
      i = end
    } else if (char === '[') {
      const cut = halfLink(text, i)
      if (cut !== undefined) text = cut
      else i++
    } else if (char === '*' || char === '_' || char === '~') {
      i = takeMarks(text, i, open)
    } else i++
  }
  return closeAll(text, open)
}

/** Where a formula ends; the next place for a price; -1 for one still being written. */
const afterFormula = (text: string, at: number): number => {
  const size = text[at + 1] === '$' ? 2 : 1
  const next = text[at + size]
  if (size === 1 && (isSpace(next) || isDigit(next))) return at + 1
  const end = text.indexOf('$'.repeat(size), at + size)
  return end < 0 ? (text.length - at > 300 ? at + size : -1) : end + size
}

const runLength = (text: string, at: number): number => {
  let end = at
  while (text[end] === text[at]) end++
  return end - at
}

const afterCode = (text: string, at: number): number => {
  const size = runLength(text, at)
  for (let i = text.indexOf('`', at + size); i >= 0; i = text.indexOf('`', i)) {
    const other = runLength(text, i)
    if (other === size) return i + size
    i += other
  }
  return -1
}

const closeCode = (text: string, at: number, open: Open[]): string => {
  const size = runLength(text, at)
  if (at + size >= text.length) return closeAll(text.slice(0, at), open)
  const tail = runLength(text, text.length - 1) === 1 && text.endsWith('`') && size > 1
  const body = tail ? text.slice(0, -1) : text
  const pad = body.endsWith('`') ? ' ' : ''
  return closeMarks(`${body}${pad}${'`'.repeat(size)}`, open)
}

/** A link whose address is still coming shows as its words; an image not at all. */
const halfLink = (text: string, at: number): string | undefined => {
  const middle = text.indexOf('](', at)
  if (middle < 0 || text.indexOf(')', middle) >= 0) return undefined
  if (text.indexOf('[', at + 1) >= 0 && text.indexOf('[', at + 1) < middle) return undefined
  const image = text[at - 1] === '!'
  return image ? text.slice(0, at - 1) : text.slice(0, at) + text.slice(at + 1, middle)
}

/** Reads a run of `*`, `_` or `~`: closes what it matches, opens the rest. Returns where it ends. */
const takeMarks = (text: string, at: number, open: Open[]): number => {
  const char = text[at] ?? ''
  const size = runLength(text, at)
  const [before, after] = [text[at - 1], text[at + size]]
  const inWord = size === 1 && isWord(before) && isWord(after) && !(char === '*' && open.length)
  if (inWord || (char === '~' && size !== 2)) return at + size
  let left = size
  if (!isSpace(before)) left = closeMatching(char, left, open)
  if (!isSpace(after) || at + size >= text.length) {
    for (; left > 0; left -= Math.min(2, left)) {
      open.push({ mark: char.repeat(Math.min(2, left)), at: at + size })
    }
  }
  return at + size
}

const closeMatching = (char: string, size: number, open: Open[]): number => {
  let left = size
  for (let top = open.at(-1); left > 0 && top && top.mark[0] === char; top = open.at(-1)) {
    open.pop()
    if (left < top.mark.length) {
      open.push({ mark: top.mark.slice(left), at: top.at })
      return 0
    }
    left -= top.mark.length
  }
  return left
}

/** Marks with nothing behind them yet are taken away, the others closed from the inside out. */
const closeAll = (source: string, open: Open[]): string => {
  let text = source.trimEnd()
  for (let top = open.at(-1); top && top.at >= text.length; top = open.at(-1)) {
    open.pop()
    text = text.slice(0, Math.max(0, text.length - top.mark.length)).trimEnd()
  }
  return open.length ? closeMarks(text, open) : text || source.slice(0, 0)
}

const closeMarks = (text: string, open: Open[]): string =>
  text +
  open
    .toReversed()
    .map(({ mark }) => mark)
    .join('')
