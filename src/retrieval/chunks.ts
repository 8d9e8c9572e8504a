// The passages of files in the database, their words and their vectors together.
import type { House } from '../config/house'
import type { Piece } from './split'
import type { Generation } from './table'
import { vectors } from './vector'

/** Puts the passages of a file in place of those that it has in this generation, all or none. */
export function replace(
  _house: House,
  _generation: Generation,
  _file_id: string,
  _pieces: Piece[],
  _embeddings: Float32Array[],
): Promise<void> {
  void vectors
  throw new Error('to be written')
}

/** Takes away what deleted files left behind, a little at a time. */
export function sweep(_house: House, _signal: AbortSignal): Promise<void> {
  throw new Error('to be written')
}
