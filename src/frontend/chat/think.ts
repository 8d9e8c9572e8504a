// Finds the thinking a model writes into its answer between <think> tags.

export interface Segment {
  kind: 'thought' | 'text'
  text: string
  /** False while the closing tag has not come. */
  closed: boolean
}

const PAIRS = [
  ['<think>', '</think>'],
  ['<thinking>', '</thinking>'],
  ['<reasoning>', '</reasoning>'],
] as const

/**
 * Splits a message into thoughts and text. A tag counts at the start of a line outside code fences
 * only, so that an answer about tags is not swallowed. With `running`, a tag cut in half at the very
 * end is held back until the rest has come. Linear in the length of the text.
 */
export const splitThoughts = (content: string, running = false): Segment[] => {
  if (!content.includes('<')) return content ? [text(content)] : []
  const segments: Segment[] = []
  let from = 0
  for (;;) {
    const open = findOpen(content, from)
    if (!open) break
    const before = content.slice(from, open.at).trimEnd()
    if (before) segments.push(text(before))
    const end = content.indexOf(open.close, open.after)
    if (end < 0) {
      segments.push(thought(content.slice(open.after), running ? open.close : '', false))
      return segments
    }
    segments.push(thought(content.slice(open.after, end), '', true))
    from = end + open.close.length
    while (content[from] === '\n' || content[from] === '\r') from++
  }
  const rest = running ? withoutCutTag(content.slice(from)) : content.slice(from)
  if (rest.trim()) segments.push(text(rest))
  return segments
}

/** The answer without the thinking in it: what is copied and sent to a title. */
export const withoutThoughts = (content: string): string =>
  splitThoughts(content)
    .filter(segment => segment.kind === 'text')
    .map(segment => segment.text)
    .join('\n\n')
    .trim()

const text = (value: string): Segment => ({ kind: 'text', text: value, closed: true })

const thought = (value: string, cut: string, closed: boolean): Segment => ({
  kind: 'thought',
  text: (cut ? withoutHalf(value, cut) : value).trim(),
  closed,
})

interface Opening {
  at: number
  after: number
  close: string
}

const findOpen = (content: string, from: number): Opening | undefined => {
  let fenced = false
  let counted = from
  for (let at = content.indexOf('<', from); at >= 0; at = content.indexOf('<', at + 1)) {
    const pair = PAIRS.find(([open]) => content.startsWith(open, at))
    if (!pair || !startsLine(content, at, from)) continue
    fenced = fencesBetween(content, counted, at) ? !fenced : fenced
    counted = at
    if (!fenced) return { at, after: at + pair[0].length, close: pair[1] }
  }
  return undefined
}

const startsLine = (content: string, at: number, from: number): boolean => {
  let i = at - 1
  while (i >= from && (content[i] === ' ' || content[i] === '\t')) i--
  return i < from || content[i] === '\n'
}

/** Whether an odd number of fence lines stands between two places; looks at nothing beyond them. */
const fencesBetween = (content: string, from: number, to: number): boolean => {
  const between = content.slice(from, to)
  let odd = false
  for (let at = between.indexOf('```'); at >= 0; at = between.indexOf('```', at)) {
    if (startsLine(between, at, 0)) odd = !odd
    const end = between.indexOf('\n', at)
    if (end < 0) break
    at = end
  }
  return odd
}

const withoutCutTag = (value: string): string => {
  const at = value.lastIndexOf('<')
  if (at < 0 || !startsLine(value, at, 0)) return value
  const tail = value.slice(at)
  return PAIRS.some(([open]) => open.startsWith(tail)) ? value.slice(0, at) : value
}

const withoutHalf = (value: string, tag: string): string => {
  const at = value.lastIndexOf('<')
  return at >= 0 && tag.startsWith(value.slice(at)) ? value.slice(0, at) : value
}
