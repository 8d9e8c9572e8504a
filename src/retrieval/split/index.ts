// Cuts a text into passages that overlap.
import { breathe } from '../../utils/batches'
import type { Extracted } from '../extract'
import { breakBefore, startAfter } from './breaks'
import { characters, type Ruler } from './ruler'

/** A passage: `content.slice(start, stop)`, the words of it, and the page on which it begins, from 1. */
export interface Piece {
  start: number
  stop: number
  page: number | null
  text: string
}

export interface Splitting {
  /** Of `size` and `overlap`. */
  unit: 'character' | 'token'
  size: number
  overlap: number
  /** The tokens' encoding, `cl100k_base` say. */
  encoding: string
}

/** Passages are cut that many at a time before others have a turn. */
const TURN = 100

/**
 * The passages of a text, in order; none for a text without words. None goes over the edge of a
 * page, and each ends, where it can, with a paragraph, else a line, a sentence or a word.
 */
export async function split(
  { content, pages }: Pick<Extracted, 'content' | 'pages'>,
  splitting: Splitting,
): Promise<Piece[]> {
  const ruler = await rulerOf(content, splitting)
  const pieces: Piece[] = []
  let turn = 0
  for (const { from, to, page } of stretches(content.length, pages)) {
    for (const [start, stop] of cuts(content, from, to, ruler)) {
      const text = content.slice(start, stop)
      if (text !== '') pieces.push({ start, stop, page, text })
      if (++turn % TURN === 0) await breathe()
    }
  }
  return pieces
}

async function rulerOf(content: string, { unit, size, overlap }: Splitting): Promise<Ruler> {
  const most = Math.max(size, 1)
  // At least half of every passage is new, whatever the settings say.
  const shared = Math.min(overlap, most >> 1)
  if (unit === 'character') return characters(most, shared)
  const { tokens } = await import('./tokens')
  return tokens(content, most, shared)
}

interface Stretch {
  from: number
  to: number
  page: number | null
}

function* stretches(length: number, pages: number[]): Generator<Stretch> {
  if (pages.length === 0) yield { from: 0, to: length, page: null }
  for (const [n, from] of pages.entries()) {
    yield { from, to: pages[n + 1] ?? length, page: n + 1 }
  }
}

/** Where passages begin and end between two places, without the blanks around them. */
function* cuts(
  content: string,
  from: number,
  to: number,
  ruler: Ruler,
): Generator<[number, number]> {
  let at = skipBlanks(content, from, to)
  while (at < to) {
    const limit = Math.min(ruler.reach(at), to)
    const stop = limit === to ? to : breakBefore(content, at, limit)
    yield [at, trimEnd(content, at, stop)]
    if (stop >= to) return
    const back = Math.max(ruler.back(at, stop), at + 1)
    at = skipBlanks(content, Math.max(startAfter(content, back, stop), at + 1), to)
  }
}

function skipBlanks(content: string, from: number, to: number): number {
  let at = from
  while (at < to && isBlank(content, at)) at++
  return at
}

function trimEnd(content: string, from: number, to: number): number {
  let at = to
  while (at > from && isBlank(content, at - 1)) at--
  return at
}

const isBlank = (content: string, at: number): boolean => content.charAt(at).trim() === ''
