// What a document is before and after it is read, and how a reader says that it cannot be.
import type { Unit } from '../../storage/table'
import { bytes as sizeOf } from '../../utils/size'

/** A document to be read. */
export interface Document {
  name: string
  /** As its bytes say, or as its name does where bytes say nothing. */
  type: string
  size: number
  open(): Promise<ReadableStream<Uint8Array>>
  /** Of a web page, only its article is wanted: Hearth's own reader takes it, see article.ts. */
  article?: boolean
}

/** The whole document, for those who cannot take it in pieces. @throws ExtractError beyond `most` bytes */
export async function bytesOf(document: Document, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of await document.open()) {
    size += part.byteLength
    if (size > most) throw new ExtractError(`It is larger than ${sizeOf(most)}. Make it smaller.`)
    parts.push(part)
  }
  return Buffer.concat(parts)
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

/** A picture out of a document, or the document itself. */
export interface Picture {
  name: string
  /** `image/png` or another type that browsers show. */
  type: string
  bytes: Uint8Array
}

/** What reading one document may take. */
export interface Limits {
  seconds: number
  memoryMb: number
  /** All that a packed document may unpack to, together. */
  unpackedBytes: number
  characters: number
  /** Whether pictures inside are given back with the words. */
  pictures: boolean
}

/** What a reader gets. */
export interface Source {
  name: string
  type: string
  bytes: Uint8Array
  limits: Limits
  article?: boolean
  /** Reads a document inside of this one, by the same rules. */
  inner(name: string, type: string, bytes: Uint8Array): Promise<Extracted>
  /** Takes a picture that stands on a page, counted from 1. */
  picture?(page: number, picture: Picture): void
}

export type Reader = (source: Source) => Promise<Extracted>

export const damaged = (what: string, options?: ErrorOptions): ExtractError =>
  new ExtractError(
    `${what} is damaged or incomplete. Open it in its own program, save it anew and upload that.`,
    options,
  )

export const locked = (what: string): ExtractError =>
  new ExtractError(`${what} is locked with a password. Save a copy without one and upload that.`)
