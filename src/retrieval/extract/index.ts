// From the bytes of a document to its words.
import type { House } from '../../config/house'
import type { Unit } from '../../storage/table'

/** A document to be read. */
export interface Document {
  name: string
  /** As its bytes say, or as its name does where bytes say nothing. */
  type: string
  size: number
  open(): Promise<ReadableStream<Uint8Array>>
}

export interface Extracted {
  content: string
  unit: Unit | null
  /** The offset in `content` at which each page begins; empty for undivided text. */
  pages: number[]
  /** Title, author, language and the like, where the document says so. */
  meta: Record<string, unknown>
}

/** A document that cannot be read; the message tells its owner why and what to do. */
export class ExtractError extends Error {
  override name = 'ExtractError'
}

/**
 * Reads a document in a process of its own, or by the engine that the settings name.
 * @throws ExtractError when it is broken, encrypted, too big or empty; the signal's reason when that ends it
 */
export function extract(
  _house: House,
  _document: Document,
  _signal: AbortSignal,
): Promise<Extracted> {
  throw new Error('to be written')
}
