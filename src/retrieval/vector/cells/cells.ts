// What an index of a large knowledge base must be able to do, in either database.
import type { Generation } from '../../table'
import type { CellIndex } from './table'

export interface Cells {
  /** Lays the index out, unless that has been done; false where there can be none. */
  prepare(index: CellIndex, generation: Generation, signal: AbortSignal): Promise<boolean>
  /** Puts readings in, all of their passages, and notes that they are in. */
  put(index: CellIndex, sets: number[], signal: AbortSignal): Promise<void>
  /** Takes a reading out. */
  take(index: CellIndex, set: number, signal: AbortSignal): Promise<void>
  /** Everything is in for the first time. */
  finish(index: CellIndex, generation: Generation): Promise<void>
  /** Takes the index away, with its row. */
  destroy(id: number, signal: AbortSignal): Promise<void>
  close(): void
}
