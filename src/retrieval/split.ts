// Cuts a text into passages that overlap.
import type { Extracted } from './extract'

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

/** The passages of a text, in order; none for a text without words. */
export function split(
  _text: Pick<Extracted, 'content' | 'pages'>,
  _splitting: Splitting,
): Promise<Piece[]> {
  throw new Error('to be written')
}
