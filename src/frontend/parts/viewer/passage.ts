// Finds a passage among the pieces of text on a page, though spaces, hyphens and ligatures differ.

/** A stretch of one piece: `pieces[piece].slice(from, to)`. */
export interface Stretch {
  piece: number
  from: number
  to: number
}

/** Letters and digits alone, and where each of them comes from. */
interface Folded {
  letters: string
  pieces: number[]
  offsets: number[]
}

const WINDOW = 20
const STEP = 4
/** How far windows may shift against each other and still be of one passage: a header, a footnote. */
const SHIFT = 60
const KEPT = /[\p{L}\p{N}]/u

function fold(texts: readonly string[]): Folded {
  const folded: Folded = { letters: '', pieces: [], offsets: [] }
  texts.forEach((text, piece) => {
    let offset = 0
    for (const sign of text) {
      for (const letter of sign.normalize('NFKC').toLowerCase()) {
        if (!KEPT.test(letter)) continue
        folded.letters += letter
        // A letter may be two code units long; each of them needs its place.
        for (let n = 0; n < letter.length; n++) {
          folded.pieces.push(piece)
          folded.offsets.push(offset)
        }
      }
      offset += sign.length
    }
  })
  return folded
}

/** Where the passage, or the part of it that is there, stands among the pieces; nothing when it is not. */
export function findPassage(pieces: readonly string[], passage: string): Stretch[] {
  const page = fold(pieces)
  const range = locate(page.letters, fold([passage]).letters)
  return range ? stretches(page, pieces, range) : []
}

function locate(page: string, wanted: string): [number, number] | undefined {
  if (wanted === '') return undefined
  const whole = page.indexOf(wanted)
  if (whole !== -1) return [whole, whole + wanted.length]
  if (wanted.length < WINDOW) return undefined
  return agreeing(hits(page, wanted))
}

interface Hit {
  at: number
  shift: number
}

function hits(page: string, wanted: string): Hit[] {
  const found: Hit[] = []
  const last = wanted.length - WINDOW
  for (let step = 0; step < last + STEP; step += STEP) {
    const from = Math.min(step, last)
    const at = page.indexOf(wanted.slice(from, from + WINDOW))
    if (at !== -1) found.push({ at, shift: at - from })
  }
  return found
}

/** The range that most windows agree upon. */
function agreeing(found: Hit[]): [number, number] | undefined {
  const near = ({ shift }: Hit) => found.filter(other => Math.abs(other.shift - shift) <= SHIFT)
  const best = found.map(near).sort((one, other) => other.length - one.length)[0]
  if (!best) return undefined
  const places = best.map(({ at }) => at)
  return [Math.min(...places), Math.max(...places) + WINDOW]
}

function stretches(
  page: Folded,
  pieces: readonly string[],
  [from, to]: [number, number],
): Stretch[] {
  const found: Stretch[] = []
  for (let n = from; n < to; n++) {
    const [piece, offset] = [page.pieces[n] ?? 0, page.offsets[n] ?? 0]
    const end = offset + String.fromCodePoint(pieces[piece]?.codePointAt(offset) ?? 0).length
    const last = found.at(-1)
    if (last?.piece === piece) last.to = Math.max(last.to, end)
    else found.push({ piece, from: offset, to: end })
  }
  return found
}
