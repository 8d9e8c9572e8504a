// Where a text may be cut: after a paragraph, else a line, a sentence, a word, a character.

/** The end of a sentence with the blank behind it; some scripts write none. */
const SENTENCE = /[.!?…]["'”’)\]]*\s|[。！？｡؟۔।]["'”’」』）]*\s?/g
const LOW_SURROGATE = /[\udc00-\udfff]/

/**
 * The best place to end a passage of `content` that begins at `from` and may reach to `limit`. The
 * first half is left alone: a heading is no passage.
 */
export function breakBefore(content: string, from: number, limit: number): number {
  const half = from + ((limit - from + 1) >> 1)
  const late = content.slice(half, limit)
  const place = after(late, '\n\n') || after(late, '\n') || afterSentence(late) || afterBlank(late)
  return place > 0 ? half + place : whole(content, limit, from)
}

/**
 * The first good place to begin between two places: after a sentence or line in the first half, so
 * that something is shared, else after a blank.
 */
export function startAfter(content: string, from: number, to: number): number {
  const part = content.slice(from, to)
  const line = part.indexOf('\n') + 1
  SENTENCE.lastIndex = 0
  const sentence = SENTENCE.exec(part) ? SENTENCE.lastIndex : 0
  const blank = part.search(/\s/) + 1
  const early = least(line, sentence)
  const place = early > 0 && early * 2 <= part.length ? early : blank
  return place > 0 ? from + place : whole(content, from, to)
}

const after = (text: string, mark: string): number => {
  const at = text.lastIndexOf(mark)
  return at < 0 ? 0 : at + mark.length
}

function afterSentence(text: string): number {
  let end = 0
  for (const found of text.matchAll(SENTENCE)) end = found.index + found[0].length
  return end
}

function afterBlank(text: string): number {
  let at = text.length
  while (at > 0 && text.charAt(at - 1).trim() !== '') at--
  return at
}

const least = (a: number, b: number): number => (a && b ? Math.min(a, b) : a || b)

/** `at`, or one before it where that would cut a character in two. */
function whole(content: string, at: number, from: number): number {
  const cut = LOW_SURROGATE.test(content.charAt(at)) && at - 1 > from
  return cut ? at - 1 : at
}
