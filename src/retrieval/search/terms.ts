// What of a question is looked for by its words.

import { UNSPACED } from './fold'
import { STOP_WORDS } from './stop-words'

/** More words than that say no more. */
const MOST = 24
const LONGEST = 10_000

const WORD = /[\p{L}\p{N}\p{M}]+/gu
/** A name, number or path with marks inside: `rfc-2616`, `10.0.0.1`, `foo_bar`. */
const COMPOUND = /[\p{L}\p{N}\p{M}]+(?:[-_./:@+#&'’]+[\p{L}\p{N}\p{M}]+)+/gu

/**
 * Words and phrases of a question, without those that say nothing unless there are no others. Of
 * scripts without blanks every two characters in a row are a phrase, divided by a blank.
 */
export function terms(question: string): string[] {
  const text = question.slice(0, LONGEST).normalize('NFC').toLowerCase()
  const found = new Set<string>()
  const dull = new Set<string>()
  for (const [word] of text.matchAll(WORD)) {
    for (const part of parts(word)) (STOP_WORDS.has(part) ? dull : found).add(part)
  }
  for (const [compound] of text.matchAll(COMPOUND))
    found.add(compound.replace(/[^\p{L}\p{N}\p{M}]+/gu, ' '))
  return [...(found.size > 0 ? found : dull)].slice(0, MOST)
}

/** A word's runs with and without blanks of their own: `第3章abc` is of four parts. */
function parts(word: string): string[] {
  return word.split(RUN).flatMap(run => (run === '' ? [] : pairs(run)))
}

const RUN = new RegExp(`((?:${UNSPACED.source})+)`, 'u')

function pairs(run: string): string[] {
  const characters = run.match(UNSPACED)
  if (!characters) return [run]
  if (characters.length === 1) return characters
  return characters.slice(1).map((second, n) => `${characters[n]} ${second}`)
}
